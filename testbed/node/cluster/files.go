package cluster

import (
	"bytes"
	"embed"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"text/template"
)

//go:embed files
var embedded embed.FS

var templates = template.Must(template.ParseFS(embedded, "files/*"))

// view is what the templates see.
type view struct{ *Config }

func (view) NodeIP() string      { return nodeIP }
func (view) PodNetwork() string  { return podNetwork }
func (view) KubeletPort() string { return kubeletPort }
func (view) Bridge() string      { return bridge }

// writeFiles writes all that the components read.
func writeFiles(c *Config) error {
	if err := writePKI(c); err != nil {
		return err
	}
	for name, path := range map[string]string{
		"containerd.toml": c.Path("containerd.toml"),
		"cni.conflist":    c.Path("cni", "10-testbed.conflist"),
		"kubelet.yaml":    c.Path("kubelet.yaml"),
		"audit.yaml":      c.Path("audit.yaml"),
	} {
		if err := render(name, path, view{c}); err != nil {
			return err
		}
	}
	if err := os.WriteFile(c.Path("resolv.conf"), []byte("nameserver "+nodeIP+"\n"), 0o644); err != nil {
		return err
	}
	outside, inside := fmt.Sprintf("https://127.0.0.1:%d", c.Port), "https://"+nodeIP+":"+securePort
	for _, k := range []struct{ path, server, user string }{
		{"kubeconfig", outside, "admin"},
		{"kubeconfig.inside", inside, "admin"},
		{"kubeconfig.controllers", inside, "controllers"},
		{"kubeconfig.scheduler", inside, "scheduler"},
		{"kubeconfig.kubelet", inside, "kubelet"},
		{"kubeconfig.testbed", inside, "testbed"},
	} {
		if err := writeKubeconfig(c, k.path, k.server, k.user); err != nil {
			return err
		}
	}
	return nil
}

func writeKubeconfig(c *Config, path, server, user string) error {
	values := map[string]string{"Server": server, "User": user}
	for key, file := range map[string]string{"Authority": "ca.crt", "Certificate": user + ".crt", "Key": user + ".key"} {
		content, err := os.ReadFile(c.Path("pki", file))
		if err != nil {
			return err
		}
		values[key] = base64.StdEncoding.EncodeToString(content)
	}
	return render("kubeconfig.yaml", c.Path(path), values)
}

func render(name, path string, values any) error {
	var text bytes.Buffer
	if err := templates.ExecuteTemplate(&text, name, values); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, text.Bytes(), 0o600)
}
