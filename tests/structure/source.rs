//! The modules of a crate as its sources write them: what each defines, imports, and names in its code.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprLit, Item, Lit, Macro, Meta, UseTree, Visibility};

/// A path as it is written, segment by segment; of a glob without the `*`.
pub(crate) type Segments = Vec<String>;

/// Where the text of a file comes from.
pub(crate) trait Sources {
    /// The text of a file, if there is one.
    fn text(&self, file: &Path) -> Option<String>;
}

/// The files of a folder.
pub(crate) struct Folder<'a>(pub(crate) &'a Path);

impl Sources for Folder<'_> {
    fn text(&self, file: &Path) -> Option<String> {
        std::fs::read_to_string(self.0.join(file)).ok()
    }
}

impl Sources for HashMap<&str, &str> {
    fn text(&self, file: &Path) -> Option<String> {
        self.get(file.to_str()?).map(|text| (*text).to_owned())
    }
}

/// One module: a file, or a part of one in braces.
#[derive(Default)]
pub(crate) struct Module {
    pub(crate) file: PathBuf,
    /// The names that it defines, in whatever namespace.
    pub(crate) defined: BTreeSet<String>,
    /// The names that it imports, and what they stand for.
    pub(crate) imported: BTreeMap<String, Segments>,
    pub(crate) globs: Vec<Segments>,
    /// The paths in its code.
    pub(crate) named: BTreeSet<Segments>,
}

/// A crate: its modules by their paths, and how long its files are.
#[derive(Default)]
pub(crate) struct Crate {
    pub(crate) modules: BTreeMap<Segments, Module>,
    pub(crate) lines: BTreeMap<PathBuf, usize>,
}

impl Crate {
    /// Reads a crate from its root file on. What only tests see is left out.
    pub(crate) fn read(sources: &impl Sources, root: &str) -> Self {
        let mut reader = Reader { sources, read: Self::default() };
        let folder = Path::new(root).parent().unwrap().to_owned();
        reader.file(Path::new(root), Vec::new(), &folder);
        reader.read
    }
}

struct Reader<'a, S> {
    sources: &'a S,
    read: Crate,
}

impl<S: Sources> Reader<'_, S> {
    /// Reads a file as the module `path`; the files of its children are in `folder`.
    fn file(&mut self, file: &Path, path: Segments, folder: &Path) {
        let text = self.sources.text(file).unwrap_or_else(|| panic!("there is no {}", file.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        self.read.lines.insert(file.to_owned(), text.lines().count());
        self.module(&parsed.items, file, path, folder);
    }

    fn module(&mut self, items: &[Item], file: &Path, path: Segments, folder: &Path) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
            module.defined.extend(name(item));
            match item {
                Item::Use(item) => leaves(&item.tree, &mut Vec::new(), &mut module),
                Item::Mod(child) => {
                    let name = child.ident.to_string();
                    let path = [path.as_slice(), std::slice::from_ref(&name)].concat();
                    if let Some((_, items)) = &child.content {
                        self.module(items, file, path, &folder.join(&name));
                        continue;
                    }
                    let named = path_attributes(&child.attrs);
                    for (number, named) in named.iter().enumerate() {
                        // Of several, each for another system, each is a module.
                        let mut path = path.clone();
                        path.last_mut().unwrap().push_str(&"'".repeat(number));
                        let file = file.parent().unwrap().join(named);
                        let folder = file.parent().unwrap().to_owned();
                        self.file(&file, path, &folder);
                    }
                    if named.is_empty() {
                        let (beside, inside) = (folder.join(format!("{name}.rs")), folder.join(&name));
                        let is_beside = self.sources.text(&beside).is_some();
                        let file = if is_beside { beside } else { inside.join("mod.rs") };
                        self.file(&file, path, &inside);
                    }
                }
                other => Names(&mut module).visit_item(other),
            }
        }
        self.read.modules.insert(path, module);
    }
}

/// Collects what a `use` imports.
fn leaves(tree: &UseTree, before: &mut Segments, module: &mut Module) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, module);
            before.pop();
        }
        UseTree::Name(name) => import(before, name.ident.to_string(), None, module),
        UseTree::Rename(name) => {
            import(before, name.ident.to_string(), Some(name.rename.to_string()), module);
        }
        UseTree::Glob(_) => module.globs.push(before.clone()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, before, module)),
    }
}

fn import(before: &[String], name: String, rename: Option<String>, module: &mut Module) {
    let mut whole = before.to_vec();
    if name != "self" {
        whole.push(name);
    }
    let alias = rename.or_else(|| whole.last().cloned()).unwrap();
    // `as _` brings no name that a path could begin with; each stands for itself.
    let alias = if alias == "_" { format!("_{}", whole.join("::")) } else { alias };
    module.imported.insert(alias, whole);
}

/// Collects the paths in code.
struct Names<'a>(&'a mut Module);

impl Names<'_> {
    /// The paths of two segments and more in what a macro is given.
    fn tokens(&mut self, text: &str) {
        let mut path: Segments = Vec::new();
        let mut joined = false;
        for token in text.split_whitespace().flat_map(split_punctuation) {
            match token {
                "::" => joined = true,
                word if is_word(word) && (joined || path.is_empty()) => {
                    path.push(word.to_owned());
                    joined = false;
                }
                other => {
                    self.note(std::mem::take(&mut path), 2);
                    joined = false;
                    if is_word(other) {
                        path.push(other.to_owned());
                    }
                }
            }
        }
        self.note(path, 2);
    }

    fn note(&mut self, path: Segments, least: usize) {
        if path.len() >= least {
            self.0.named.insert(path);
        }
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Parts a token stream's text into words, `::` and the rest.
fn split_punctuation(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let length = match word {
            0 if rest.starts_with("::") => 2,
            0 => rest.chars().next().map_or(1, char::len_utf8),
            word => word,
        };
        let (part, after) = rest.split_at(length);
        parts.push(part);
        rest = after;
    }
    parts
}

impl<'ast> Visit<'ast> for Names<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.note(segments, 1);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.tokens(&call.tokens.to_string());
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // In a function: what it imports is taken for an import of the whole module.
        leaves(&item.tree, &mut Vec::new(), self.0);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        if !matches!(item, syn::ImplItem::Fn(function) if is_for_tests(&function.attrs)) {
            visit::visit_impl_item(self, item);
        }
    }

    /// Some attributes have code in them; documentation has none.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.tokens(&list.tokens.to_string());
        }
    }

    /// Says who may see an item, not what the item sees.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

/// Whether an item is compiled for tests alone.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let condition = attribute.parse_args::<syn::Path>().ok();
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg") && condition.is_some_and(|it| it.is_ident("test"))
    })
}

/// The files that `#[path = "…"]` names, also within `#[cfg_attr(…)]`.
fn path_attributes(attributes: &[Attribute]) -> Vec<String> {
    let named = attributes.iter().filter_map(|attribute| {
        let text = match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
                Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => return Some(text.value()),
                _ => return None,
            },
            Meta::List(list) if list.path.is_ident("cfg_attr") => {
                list.tokens.to_string().split_once("path =")?.1.to_owned()
            }
            _ => return None,
        };
        Some(text.split('"').nth(1)?.to_owned())
    });
    named.collect()
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The name that an item defines.
fn name(item: &Item) -> Option<String> {
    Some(match item {
        Item::Const(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Macro(item) => item.ident.as_ref()?.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        _ => return None,
    })
}
