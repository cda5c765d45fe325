// Command spark-operator serves SparkApplications as the Kubeflow operator does, and compares what a run has made with what it should have.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	command := &cobra.Command{Use: "spark-operator", SilenceUsage: true}
	command.AddCommand(serve(), graphOf())
	if err := command.ExecuteContext(ctx); err != nil {
		os.Exit(1)
	}
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
