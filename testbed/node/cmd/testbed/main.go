// Command testbed runs a Kubernetes node on this host, in namespaces of its own; see ../../../README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/tidydag/testbed/node/cluster"
	"github.com/tidydag/testbed/node/dns"
	"github.com/tidydag/testbed/node/hollownode"
)

const usage = `usage: testbed up DIR --kubebox FILE [--image ARCHIVE]... [--parent PID] [--spark-operator COMMAND]
       testbed down DIR
       testbed ctl DIR status
       testbed ctl DIR stop|start|kill COMPONENT`

// The kernel watches the thread that starts a child, so it must be the one that lives as long as the process.
func init() { runtime.LockOSThread() }

func main() {
	log.SetFlags(log.Ltime | log.Lmicroseconds)
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "testbed:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) < 2 {
		return errors.New(usage)
	}
	verb, dir, rest := arguments[0], arguments[1], arguments[2:]
	switch verb {
	case "up":
		return up(dir, rest)
	case "down":
		return cluster.Down(dir)
	case "ctl":
		return ctl(dir, rest)
	// What follows is what testbed calls itself with.
	case "supervise":
		return cluster.Supervise(dir)
	case "inside":
		return cluster.Inside(dir)
	case "sweep":
		return cluster.Sweep(dir)
	case "dns":
		return dns.Serve(context.Background(), cluster.DNSAddress, filepath.Join(dir, "kubeconfig.testbed"))
	case "hollow-node":
		return hollownode.Run(context.Background(), filepath.Join(dir, "kubeconfig.testbed"))
	default:
		return errors.New(usage)
	}
}

func up(dir string, arguments []string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	c := &cluster.Config{Dir: dir}
	flags := flag.NewFlagSet("up", flag.ContinueOnError)
	flags.StringVar(&c.Kubebox, "kubebox", "", "")
	flags.IntVar(&c.Parent, "parent", 0, "")
	flags.Func("image", "", func(archive string) error { c.Images = append(c.Images, archive); return nil })
	flags.Func("spark-operator", "", func(command string) error { c.SparkOperator = strings.Fields(command); return nil })
	flags.Usage = func() { fmt.Fprintln(os.Stderr, usage) }
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if c.Kubebox == "" || flags.NArg() > 0 {
		return errors.New(usage)
	}
	return cluster.Up(c)
}

func ctl(dir string, arguments []string) error {
	var verb, component string
	switch {
	case len(arguments) == 1 && arguments[0] == "status":
		verb = "status"
	case len(arguments) == 2 && strings.Contains(" stop start kill ", " "+arguments[0]+" "):
		verb, component = arguments[0], arguments[1]
	default:
		return errors.New(usage)
	}
	out, err := cluster.Control(dir, verb, component)
	fmt.Print(out)
	return err
}
