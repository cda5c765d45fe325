package cluster

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// removeGroups removes the control groups that the kubelet's containers had, in every hierarchy of the host (v1 or v2).
// The containers' names are those of the folders that containerd keeps for them.
func removeGroups(c *Config) error {
	containers, err := os.ReadDir(c.Path("containerd-state", "io.containerd.runtime.v2.task", "k8s.io"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var failed error
	for _, parents := range []string{"/sys/fs/cgroup/k8s.io", "/sys/fs/cgroup/*/k8s.io"} {
		hierarchies, err := filepath.Glob(parents)
		if err != nil {
			return err
		}
		for _, parent := range hierarchies {
			for _, container := range containers {
				failed = errors.Join(failed, removeGroup(filepath.Join(parent, container.Name())))
			}
			_ = os.Remove(parent) // others' groups keep it
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
