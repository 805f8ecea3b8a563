//! Files that were open in the program.

/// Closes whatever else was open in the program when it started the holder.
pub(super) fn close_inherited() {
    let Ok(open) = std::fs::read_dir("/dev/fd") else { return };
    let open: Vec<i32> = open
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|fd| *fd > 2)
        .collect();
    for fd in open {
        // One of them was the listing itself, which is closed by now.
        let _ = nix::unistd::close(fd);
    }
}
