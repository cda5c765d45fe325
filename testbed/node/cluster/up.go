package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"
)

// longestDir keeps the sockets' paths within the 108 bytes that the kernel takes.
const longestDir = 80

// Up starts a cluster and returns when its node is Ready and the images are there; what it takes longer than a minute
// over is an error. A cluster that did not come up is ended again, its logs stay.
func Up(c *Config) error {
	if len(c.Dir) > longestDir {
		return fmt.Errorf("%s is longer than %d characters, too long for sockets", c.Dir, longestDir)
	}
	if os.Geteuid() != 0 {
		return errors.New("needs root, for namespaces, mounts and control groups")
	}
	if err := prepare(c); err != nil {
		return err
	}
	out, err := os.Create(c.Path("logs", "supervisor.log"))
	if err != nil {
		return err
	}
	defer out.Close()
	supervisor := exec.Command("/proc/self/exe", "supervise", c.Dir)
	supervisor.Stdout, supervisor.Stderr = out, out
	supervisor.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := supervisor.Start(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	go func() {
		err := supervisor.Wait()
		cancel()
		if err != nil {
			fmt.Fprintln(os.Stderr, "the supervisor ended:", err)
		}
	}()
	if err := waitUntilUp(ctx, c); err != nil {
		_ = supervisor.Process.Signal(syscall.SIGTERM)
		return fmt.Errorf("the cluster did not come up, see %s: %w", c.Path("logs"), err)
	}
	return os.WriteFile(c.Path("ready"), nil, 0o644)
}

func prepare(c *Config) error {
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return err
	}
	lock, err := acquire(c)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := removeAllBut(c, "lock"); err != nil {
		return err
	}
	if err := os.MkdirAll(c.Path("logs"), 0o755); err != nil {
		return err
	}
	if c.Port, err = freePort(); err != nil {
		return err
	}
	if err := writeFiles(c); err != nil {
		return err
	}
	return c.save()
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

func waitUntilUp(ctx context.Context, c *Config) error {
	var (
		group            sync.WaitGroup
		images, prepared error
	)
	group.Go(func() { images = importImages(ctx, c) })
	group.Go(func() { prepared = bootstrap(ctx, c) })
	group.Wait()
	return errors.Join(images, prepared)
}

// importImages has containerd take in the archives, the small ones of which are needed first.
func importImages(ctx context.Context, c *Config) error {
	for _, err := os.Stat(c.Path("containerd.sock")); err != nil; _, err = os.Stat(c.Path("containerd.sock")) {
		if ctx.Err() != nil {
			return errors.New("containerd does not answer")
		}
		time.Sleep(20 * time.Millisecond)
	}
	for _, archive := range c.Images {
		ctr := exec.CommandContext(ctx, "ctr", "--address", c.Path("containerd.sock"), "--namespace", "k8s.io", "images", "import", archive)
		if out, err := ctr.CombinedOutput(); err != nil {
			return fmt.Errorf("import %s: %w: %s", archive, err, out)
		}
	}
	return nil
}

// Down ends the cluster of a folder, if it runs, and removes all but the logs.
func Down(dir string) error {
	c, err := Load(dir)
	if err != nil {
		return err
	}
	lock, err := os.OpenFile(c.Path("lock"), os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer lock.Close()
	var pid int
	if syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		if _, err := fmt.Fscan(io.LimitReader(lock, 20), &pid); err != nil {
			return err
		}
		if err := syscall.Kill(pid, syscall.SIGTERM); err != nil && !errors.Is(err, syscall.ESRCH) {
			return err
		}
		if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
			return err
		}
	}
	return removeAllBut(c, "lock", "logs", "audit.log")
}

// removeAllBut empties a cluster's folder. The lock stays always: who waits for it holds it open.
func removeAllBut(c *Config, kept ...string) error {
	entries, err := os.ReadDir(c.Dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if slices.Contains(kept, entry.Name()) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(c.Dir, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}
