# What the scripts of this folder share.

fail() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 2; }

# layer FOLDER TAR: the same bytes for the same files, whoever made them and when.
layer() { tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$1" -cf "$2" .; }
