package cluster

import (
	"fmt"
	"log"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// Inside is the first process of a cluster's own namespaces. It ends when asked to, and the kernel ends all with it.
func Inside(dir string) error {
	c, err := Load(dir)
	if err != nil {
		return err
	}
	if err := mounts(c); err != nil {
		return err
	}
	if err := network(); err != nil {
		return err
	}
	listener, err := net.Listen("unix", c.Path("apiserver.sock"))
	if err != nil {
		return err
	}
	go func() {
		log.Print(forward(listener, func() (net.Conn, error) { return net.Dial("tcp", nodeIP+":"+securePort) }))
	}()

	s := newSupervisor(c)
	go s.bury()
	go func() { log.Print(serveControl(c, s)) }()
	go s.bringUp()

	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM, syscall.SIGINT)
	<-asked
	return nil
}

// bringUp starts the components in their order. One that cannot be started is named in supervisor.log.
func (s *supervisor) bringUp() {
	startAll := func(early bool) {
		for _, component := range components(s.config) {
			if component.early == early {
				if err := s.start(component.name); err != nil {
					log.Print(err)
				}
			}
		}
	}
	startAll(true)
	client, err := httpClient(s.config, "testbed")
	if err != nil {
		log.Print(err)
		return
	}
	for !ready(client, "https://"+nodeIP+":"+securePort+"/readyz") {
		time.Sleep(50 * time.Millisecond)
	}
	startAll(false)
}

// mounts hides the folders that containerd, its shims and the kubelet share by fixed names with others on the host.
func mounts(c *Config) error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("private mounts: %w", err)
	}
	if err := syscall.Mount("proc", "/proc", "proc", 0, ""); err != nil {
		return fmt.Errorf("/proc: %w", err)
	}
	for _, folder := range []string{
		"/run/containerd", "/run/netns", "/var/lib/cni", "/var/lib/kubelet", "/var/log/containers", "/usr/libexec/kubernetes",
	} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "mode=755"); err != nil {
			return fmt.Errorf("%s: %w", folder, err)
		}
	}
	return nil
}

// network makes the node's addresses. There is no default route: an image that is not here fails at once to be pulled.
func network() error {
	for _, command := range []string{
		"ip link set lo up",
		"ip link add " + bridge + " type bridge",
		"ip address add " + nodeIP + "/16 dev " + bridge,
		"ip link set " + bridge + " up",
		"ip route add " + serviceNet + " dev " + bridge,
		"iptables -t nat -A PREROUTING -d " + serviceIP + " -p tcp --dport 443 -j DNAT --to " + nodeIP + ":" + securePort,
		"iptables -t nat -A OUTPUT -d " + serviceIP + " -p tcp --dport 443 -j DNAT --to " + nodeIP + ":" + securePort,
	} {
		words := strings.Fields(command)
		if out, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", command, err, strings.TrimSpace(string(out)))
		}
	}
	return os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("1\n"), 0o644)
}
