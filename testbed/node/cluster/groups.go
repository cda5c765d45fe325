package cluster

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// removeGroups removes the control groups of that name, with all below, in every hierarchy of the host (of v1 and v2).
func removeGroups(id string) error {
	var failed error
	for _, pattern := range []string{"/sys/fs/cgroup/" + id, "/sys/fs/cgroup/*/" + id} {
		roots, err := filepath.Glob(pattern)
		if err != nil {
			return err
		}
		for _, root := range roots {
			failed = errors.Join(failed, removeGroup(root))
		}
	}
	return failed
}

func removeGroup(path string) error {
	entries, err := os.ReadDir(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.IsDir() {
			if err := removeGroup(filepath.Join(path, entry.Name())); err != nil {
				return err
			}
		}
	}
	return os.Remove(path)
}
