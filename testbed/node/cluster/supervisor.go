package cluster

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"sort"
	"sync"
	"syscall"
	"time"
)

// supervisor is the first process of a cluster's process namespace: it starts the components, starts one again that
// ended unasked, and buries whatever is orphaned.
type supervisor struct {
	config *Config

	mu      sync.Mutex
	changed *sync.Cond
	known   map[string]*supervised
	byPid   map[int]*supervised
}

type supervised struct {
	component
	pid    int  // 0: not running
	wanted bool // false: stopped by request
	starts int
}

func newSupervisor(c *Config) *supervisor {
	s := &supervisor{config: c, known: map[string]*supervised{}, byPid: map[int]*supervised{}}
	s.changed = sync.NewCond(&s.mu)
	for _, component := range components(c) {
		s.known[component.name] = &supervised{component: component}
	}
	return s
}

// bury waits for children for ever. Nothing else in this process may wait for one.
func (s *supervisor) bury() {
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, 0, nil)
		if err != nil {
			time.Sleep(50 * time.Millisecond) // no child at the moment
			continue
		}
		s.mu.Lock()
		if dead, ours := s.byPid[pid]; ours {
			delete(s.byPid, pid)
			dead.pid = 0
			if dead.wanted {
				log.Printf("%s ended: %s", dead.name, describe(status))
				time.AfterFunc(time.Second, func() { s.again(dead) })
			}
			s.changed.Broadcast()
		}
		s.mu.Unlock()
	}
}

func describe(status syscall.WaitStatus) string {
	if status.Signaled() {
		return status.Signal().String()
	}
	return fmt.Sprintf("exit code %d", status.ExitStatus())
}

func (s *supervisor) again(c *supervised) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.wanted && c.pid == 0 {
		if err := s.launch(c); err != nil {
			log.Print(err)
		}
	}
}

// launch starts a process; the caller holds the lock, so that its end cannot be seen before its id is known.
func (s *supervisor) launch(c *supervised) error {
	out, err := os.OpenFile(s.config.Path("logs", c.name+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer out.Close()
	path, err := exec.LookPath(c.command[0])
	if err != nil {
		return fmt.Errorf("%s: %w", c.name, err)
	}
	process, err := os.StartProcess(path, c.command, &os.ProcAttr{
		Dir:   s.config.Dir,
		Files: []*os.File{nil, out, out},
		Sys:   &syscall.SysProcAttr{Setsid: true},
	})
	if err != nil {
		return fmt.Errorf("%s: %w", c.name, err)
	}
	c.pid, c.wanted = process.Pid, true
	c.starts++
	s.byPid[c.pid] = c
	s.changed.Broadcast()
	return process.Release()
}

func (s *supervisor) start(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.find(name)
	if err != nil || c.pid != 0 {
		return err
	}
	return s.launch(c)
}

// stop asks the component to end, makes it end after ten seconds, and returns when it is gone.
func (s *supervisor) stop(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.find(name)
	if err != nil {
		return err
	}
	c.wanted = false
	if c.pid == 0 {
		return nil
	}
	pid := c.pid
	_ = syscall.Kill(pid, syscall.SIGTERM)
	timer := time.AfterFunc(10*time.Second, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if c.pid == pid {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	})
	defer timer.Stop()
	for c.pid == pid {
		s.changed.Wait()
	}
	return nil
}

// kill ends the component at once; it comes back as after any death.
func (s *supervisor) kill(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.find(name)
	if err != nil {
		return err
	}
	if c.pid == 0 {
		return fmt.Errorf("%s is not running", name)
	}
	return syscall.Kill(c.pid, syscall.SIGKILL)
}

// status has a line for each component: its name, state, process id in the cluster, and number of starts.
func (s *supervisor) status() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var lines []string
	for _, c := range s.known {
		state := "running"
		switch {
		case c.pid == 0 && c.wanted:
			state = "dead"
		case c.pid == 0:
			state = "stopped"
		}
		lines = append(lines, fmt.Sprintf("%-15s %-8s pid %-6d starts %d", c.name, state, c.pid, c.starts))
	}
	sort.Strings(lines)
	return lines
}

func (s *supervisor) find(name string) (*supervised, error) {
	c, ok := s.known[name]
	if !ok {
		return nil, fmt.Errorf("no component %q", name)
	}
	return c, nil
}
