// Package cluster runs one Kubernetes node in namespaces of its own: processes, mounts and network.
package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Addresses inside a cluster's own network. They are the same in every cluster, since no two share a network.
const (
	nodeName    = "node1"
	nodeIP      = "10.88.0.1"
	podNetwork  = "10.88.0.0/16"
	serviceNet  = "10.96.0.0/16"
	serviceIP   = "10.96.0.1" // of the Service kubernetes.default
	securePort  = "6443"
	etcdURL     = "http://127.0.0.1:2379"
	kubeletPort = "10250"
	bridge      = "testbed0"
)

// DNSAddress is where pods ask for names.
const DNSAddress = nodeIP + ":53"

// Config is what `up` was asked for. It stands in cluster.json, where the other subcommands read it.
type Config struct {
	Dir string `json:"dir"` // absolute

	Kubebox       string   `json:"kubebox"`
	SparkOperator []string `json:"sparkOperator,omitempty"` // the command, without --kubeconfig
	Images        []string `json:"images"`                  // docker archives

	Parent int `json:"parent,omitempty"` // the process with which the cluster ends; 0: none
	Port   int `json:"port"`             // of 127.0.0.1 that leads to the API server
}

// Path is a file below the cluster's folder.
func (c *Config) Path(elements ...string) string {
	return filepath.Join(append([]string{c.Dir}, elements...)...)
}

// Load reads the cluster.json of a folder.
func Load(dir string) (*Config, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(dir, "cluster.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s holds no cluster", dir)
	}
	if err != nil {
		return nil, err
	}
	config := &Config{}
	if err := json.Unmarshal(text, config); err != nil {
		return nil, fmt.Errorf("%s/cluster.json: %w", dir, err)
	}
	return config, nil
}

func (c *Config) save() error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(c.Path("cluster.json"), append(text, '\n'), 0o600)
}
