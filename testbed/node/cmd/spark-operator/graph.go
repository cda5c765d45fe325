package main

import (
	"context"
	"flag"
	"os"

	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"

	"github.com/tidydag/testbed/node/sparkoperator/graph"
)

func graphOf(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("graph", flag.ContinueOnError)
	kubeconfig := flags.String("kubeconfig", "", "")
	namespace := flags.String("namespace", "", "")
	file := flags.String("golden", "", "")
	patience := flags.Duration("wait", 0, "")
	if err := parse(flags, arguments, "kubeconfig", "namespace"); err != nil {
		return err
	}
	config, err := connection(*kubeconfig)
	if err != nil {
		return err
	}
	kinds, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return err
	}
	objects, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	cluster, err := graph.Discover(kinds, objects)
	if err != nil {
		return err
	}
	if *file == "" {
		return show(ctx, cluster, *namespace)
	}
	golden, err := os.ReadFile(*file)
	if err != nil {
		return err
	}
	return cluster.Await(ctx, *namespace, golden, *patience)
}

func show(ctx context.Context, cluster *graph.Cluster, namespace string) error {
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
