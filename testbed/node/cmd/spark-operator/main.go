// Command spark-operator serves SparkApplications as the Kubeflow operator does, and compares what a run has made with what it should have.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

const usage = `usage: spark-operator --kubeconfig FILE --spark-home DIR [--java-home DIR] [--jvms N]
         serves SparkApplications until told to stop; without --java-home by a Java 17 of /usr/lib/jvm
       spark-operator graph --kubeconfig FILE --namespace NAME [--golden FILE [--wait DURATION]]
         prints the objects of the namespace's SparkApplications, or compares each application's with a golden file`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	run, arguments := serve, os.Args[1:]
	if len(arguments) > 0 && arguments[0] == "graph" {
		run, arguments = graphOf, arguments[1:]
	}
	if err := run(ctx, arguments); err != nil {
		fmt.Fprintln(os.Stderr, "spark-operator:", err)
		os.Exit(1)
	}
}

// parse reads flags, of which those named must be there.
func parse(flags *flag.FlagSet, arguments []string, required ...string) error {
	flags.Usage = func() { fmt.Fprintln(os.Stderr, usage) }
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	for _, name := range required {
		if flags.Lookup(name).Value.String() == "" {
			return errors.New(usage)
		}
	}
	if flags.NArg() > 0 {
		return errors.New(usage)
	}
	return nil
}

// connection reads a kubeconfig; requests are not throttled, as the tests decide how many there are.
func connection(kubeconfig string) (*rest.Config, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("cannot read the kubeconfig %s: %w", kubeconfig, err)
	}
	config.QPS = -1
	return config, nil
}
