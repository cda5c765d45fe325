package main

import (
	"context"
	"os"
	"time"

	"github.com/spf13/cobra"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"

	"github.com/tidydag/testbed/node/sparkoperator/graph"
)

func graphOf() *cobra.Command {
	var kubeconfig, namespace, golden string
	var patience time.Duration
	command := &cobra.Command{
		Use:   "graph",
		Short: "Print the objects of a namespace's SparkApplications, or compare each application's with a golden file",
		Args:  cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			config, err := connection(kubeconfig)
			if err != nil {
				return err
			}
			cluster, err := graph.Discover(discovery.NewDiscoveryClientForConfigOrDie(config), dynamic.NewForConfigOrDie(config))
			if err != nil {
				return err
			}
			if golden == "" {
				return print(command.Context(), cluster, namespace)
			}
			return compare(command.Context(), cluster, namespace, golden, patience)
		},
	}
	flags := command.Flags()
	flags.StringVar(&kubeconfig, "kubeconfig", "", "how to reach the cluster")
	flags.StringVar(&namespace, "namespace", "", "whose objects")
	flags.StringVar(&golden, "golden", "", "the graph that each application must have")
	flags.DurationVar(&patience, "wait", 0, "how long the graphs may take to become so")
	for _, name := range []string{"kubeconfig", "namespace"} {
		if err := command.MarkFlagRequired(name); err != nil {
			panic(err)
		}
	}
	return command
}

func print(ctx context.Context, cluster *graph.Cluster, namespace string) error {
	objects, err := cluster.Objects(ctx, namespace)
	if err != nil {
		return err
	}
	for application, objects := range graph.Split(objects) {
		text, err := graph.Of(application, objects)
		if err != nil {
			return err
		}
		if _, err := os.Stdout.Write(text); err != nil {
			return err
		}
	}
	return nil
}

func compare(ctx context.Context, cluster *graph.Cluster, namespace, file string, patience time.Duration) error {
	golden, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return cluster.Await(ctx, namespace, golden, patience)
}
