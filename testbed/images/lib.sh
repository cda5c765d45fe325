# What the scripts of this folder share.

fail() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 2; }
need_root() { [[ $EUID -eq 0 ]] || fail "needs root, to make files as they are in an image."; }

# layer FOLDER: the files of FOLDER/root as a layer, with the same bytes whoever made them and when.
layer() {
    tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$1/root" -cf "$1/layer.tar" .
    rm -r "$1/root"
    compress "$1"
}

# compress FOLDER: makes layer.tar.zst of layer.tar, and layer.sha256 of what it was. With zstd, containerd takes a third
# of the time to import.
compress() {
    ../packages zstd:zstd
    sha256sum <"$1/layer.tar" | cut -d ' ' -f 1 >"$1/layer.sha256"
    zstd -q --rm "$1/layer.tar"
}
