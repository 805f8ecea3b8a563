//! Who else may change what is read at a path, and what is said about it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, lchown, symlink};

use rstest::rstest;
use tempfile::TempDir;

use super::*;

/// `a/b/file`, everything in it its owner's alone to change.
struct Tree(TempDir);

impl Tree {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        fs::write(folder.path().join("a/b/file"), "x").unwrap();
        let tree = Self(folder);
        for (name, mode) in [("a", 0o755), ("a/b", 0o755), ("a/b/file", 0o644)] {
            tree.chmod(name, mode);
        }
        tree
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn chmod(&self, name: &str, mode: u32) {
        fs::set_permissions(self.at(name), Permissions::from_mode(mode)).unwrap();
    }

    fn said(&self, name: &str) -> Option<String> {
        open_trusted(&self.at(name)).err().map(|why| why.to_string())
    }
}

/// Tells whether this user may give files away; elsewhere there is nothing to test. Root may, but not in a container that
/// has no other users.
fn may_give_away() -> bool {
    let tree = Tree::new();
    chown(tree.at("a"), Some(SOMEBODY), Some(SOMEBODY)).is_ok()
}

const SOMEBODY: u32 = 54_321;

#[test]
fn what_only_its_owner_may_change_is_read() {
    let tree = Tree::new();
    assert_eq!(tree.said("a/b/file"), None);
    assert_eq!(tree.said("a/../a/./b/file"), None);
}

#[rstest]
#[case::file("a/b/file", 0o646, "every user can change the file ", "chmod o-w ")]
#[case::folder("a/b", 0o757, "every user can change the folder ", "chmod o-w ")]
#[case::its_folder("a", 0o777, "every user can change the folder ", "chmod go-w ")]
fn what_everybody_may_change_is_refused_with_what_to_do(
    #[case] name: &str,
    #[case] mode: u32,
    #[case] who: &str,
    #[case] command: &str,
) {
    let tree = Tree::new();
    tree.chmod(name, mode);
    let path = tree.at(name).canonicalize().unwrap().display().to_string();
    assert_eq!(tree.said("a/b/file"), Some(format!("{who}{path}; to prevent that, run: {command}{path}")));
}

#[rstest]
#[case::file("a/b/file", 0o664)]
#[case::folder("a/b", 0o775)]
#[case::its_folder("a", 0o775)]
fn a_group_of_others_is_refused(#[case] name: &str, #[case] mode: u32) {
    if !may_give_away() {
        return;
    }
    let tree = Tree::new();
    chown(tree.at(name), None, Some(SOMEBODY)).unwrap();
    assert_eq!(tree.said("a/b/file"), None, "that group may not write");
    tree.chmod(name, mode);
    let said = tree.said("a/b/file").unwrap();
    assert!(
        said.starts_with("its group can change the ") && said.contains("; to prevent that, run: chmod g-w /"),
        "{said}"
    );
}

#[rstest]
#[case::file("a/b/file", "the file ")]
#[case::folder("a/b", "the folder ")]
#[case::its_folder("a", "the folder ")]
fn what_is_another_users_is_refused(#[case] name: &str, #[case] what: &str) {
    if !may_give_away() {
        return;
    }
    let tree = Tree::new();
    chown(tree.at(name), Some(SOMEBODY), None).unwrap();
    let said = tree.said("a/b/file").unwrap();
    assert!(said.starts_with(what) && said.contains("belongs to another user (uid 54321)"), "{said}");
}

#[test]
fn a_folder_where_nobody_may_touch_what_is_anothers_is_fine() {
    let tree = Tree::new();
    tree.chmod("a", 0o1777);
    assert_eq!(tree.said("a/b/file"), None);
    if may_give_away() {
        chown(tree.at("a/b"), Some(SOMEBODY), None).unwrap();
        assert!(tree.said("a/b/file").unwrap().contains("another user"), "what is in it still counts");
    }
}

#[test]
fn a_link_is_judged_with_where_it_lies_and_where_it_leads() {
    let tree = Tree::new();
    fs::create_dir(tree.at("links")).unwrap();
    tree.chmod("links", 0o755);
    symlink(tree.at("a/b/file"), tree.at("links/absolute")).unwrap();
    symlink("../a/b", tree.at("links/folder")).unwrap();
    symlink("folder/file", tree.at("links/relative")).unwrap();
    for name in ["links/absolute", "links/relative", "links/folder/file"] {
        assert_eq!(tree.said(name), None, "{name}");
        tree.chmod("a/b/file", 0o646);
        assert!(tree.said(name).is_some(), "{name} leads to what everybody may change");
        tree.chmod("a/b/file", 0o644);
        tree.chmod("a", 0o757);
        assert!(tree.said(name).is_some(), "{name} leads through a folder that everybody may change");
        tree.chmod("a", 0o755);
        tree.chmod("links", 0o757);
        assert!(tree.said(name).is_some(), "{name} lies where everybody may change it");
        tree.chmod("links", 0o755);
    }
    if may_give_away() {
        lchown(tree.at("links/relative"), Some(SOMEBODY), None).unwrap();
        let said = tree.said("links/relative").unwrap();
        assert!(said.starts_with("the link ") && said.contains("belongs to another user"), "{said}");
    }
}

#[test]
fn what_is_not_there_and_what_goes_round_is_an_error_of_the_system() {
    let tree = Tree::new();
    symlink("round", tree.at("round")).unwrap();
    for name in ["none", "a/b/file/none", "round"] {
        assert!(matches!(open_trusted(&tree.at(name)), Err(Distrust::Io(_))), "{name}");
    }
}

#[test]
fn a_command_takes_a_path_with_blanks() {
    let tree = Tree::new();
    fs::write(tree.at("a b"), "").unwrap();
    tree.chmod("a b", 0o602);
    assert!(tree.said("a b").unwrap().ends_with("/a b'"), "{:?}", tree.said("a b"));
}

#[rstest]
#[case::nobody(0o755, false, false, None)]
#[case::own_group(0o775, true, false, None)]
#[case::other_group(0o775, false, false, Some("its group"))]
#[case::own_group_with_a_list(0o775, true, true, Some("its group"))]
#[case::everybody(0o757, true, false, Some("every user"))]
#[case::own_group_and_everybody(0o777, true, false, Some("every user"))]
fn who_else_may_write(
    #[case] mode: u32,
    #[case] own_group: bool,
    #[case] access_list: bool,
    #[case] who: Option<&str>,
) {
    assert_eq!(others(mode, || own_group, || access_list).map(|(who, _)| who), who);
}

#[test]
fn a_group_without_a_name_is_somebody_elses() {
    assert!(!is_private_group(SOMEBODY));
}

#[test]
fn only_folders_above_the_home_are_left_alone() {
    let Ok(Some(user)) = User::from_uid(Uid::effective()) else { return };
    assert!(!is_above_home(&user.dir) && !is_above_home(&user.dir.join("x")));
    assert_eq!(is_above_home(Path::new("/")), user.dir != Path::new("/"));
}
