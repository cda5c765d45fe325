package cluster

import (
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Supervise is the host's end of a cluster: it holds the namespaces, leads 127.0.0.1 into their network, and ends with
// the parent. However it ends, the kernel kills the cluster with it, and `sweep` removes the control groups.
// The caller must have locked its thread: the kernel watches the thread that made the child.
func Supervise(dir string) error {
	c, err := Load(dir)
	if err != nil {
		return err
	}
	lock, err := acquire(c)
	if err != nil {
		return err
	}
	defer lock.Close()
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", c.Port))
	if err != nil {
		return err
	}
	go func() {
		log.Print(forward(listener, func() (net.Conn, error) { return net.Dial("unix", c.Path("apiserver.sock")) }))
	}()
	if err := startSweep(c, lock); err != nil {
		return err
	}
	inside := exec.Command("/proc/self/exe", "inside", c.Dir)
	inside.Stdout, inside.Stderr = os.Stdout, os.Stderr
	inside.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNS | syscall.CLONE_NEWNET,
		Pdeathsig:  syscall.SIGKILL,
	}
	if err := inside.Start(); err != nil {
		return fmt.Errorf("cannot make namespaces (is this root?): %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- inside.Wait() }()
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM, syscall.SIGINT)
	if c.Parent != 0 {
		go func() {
			waitFor(c.Parent)
			log.Printf("the parent, process %d, has ended", c.Parent)
			asked <- syscall.SIGTERM
		}()
	}
	select {
	case err := <-ended:
		return fmt.Errorf("the cluster's first process ended: %w", err)
	case <-asked:
		_ = inside.Process.Kill()
		<-ended
		return nil
	}
}

// acquire takes the lock by which others see that a cluster runs.
func acquire(c *Config) (*os.File, error) {
	lock, err := os.OpenFile(c.Path("lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		lock.Close()
		return nil, fmt.Errorf("%s: a cluster is running there", c.Dir)
	}
	if err := lock.Truncate(0); err != nil {
		return nil, err
	}
	_, err = fmt.Fprintln(lock, os.Getpid())
	return lock, err
}

func waitFor(pid int) {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return // it has ended
	}
	defer unix.Close(fd)
	for {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1)
		if n > 0 || (err != nil && !errors.Is(err, unix.EINTR)) {
			return
		}
	}
}

// startSweep starts a process that outlives this one by moments: its standard input ends when we do. It holds the lock
// as well, so that `down` waits for it.
func startSweep(c *Config, lock *os.File) error {
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	sweep := exec.Command("/proc/self/exe", "sweep", c.Dir)
	sweep.Stdin, sweep.Stderr, sweep.ExtraFiles = read, os.Stderr, []*os.File{lock}
	sweep.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := sweep.Start(); err != nil {
		return err
	}
	keepOpen = write // closed by the kernel
	return read.Close()
}

var keepOpen *os.File

// Sweep waits for its standard input to end and removes the cluster's control groups as soon as they are empty.
func Sweep(dir string) error {
	c, err := Load(dir)
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
	_, _ = os.Stdin.Read(make([]byte, 1))
	for range 100 {
		if err = removeGroups(c); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}
