package main

import (
	"github.com/spf13/cobra"
	"golang.org/x/sync/semaphore"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"

	"github.com/tidydag/testbed/node/sparkoperator"
)

func serve() *cobra.Command {
	var kubeconfig, sparkHome, javaHome string
	var jvms int64
	command := &cobra.Command{
		Use:   "serve",
		Short: "Install the custom resources and serve SparkApplications until told to stop",
		Args:  cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			config, err := connection(kubeconfig)
			if err != nil {
				return err
			}
			ctx, kube, objects := command.Context(), kubernetes.NewForConfigOrDie(config), dynamic.NewForConfigOrDie(config)
			if err := sparkoperator.Install(ctx, objects); err != nil {
				return err
			}
			operator := &sparkoperator.Operator{
				Kube:    kube,
				Dynamic: objects,
				Real: &sparkoperator.SparkSubmit{
					SparkHome:  sparkHome,
					JavaHome:   javaHome,
					Kubeconfig: kubeconfig,
					Master:     config.Host,
					JVMs:       semaphore.NewWeighted(jvms),
				},
				Hollow: &sparkoperator.Hollow{Kube: kube, Master: config.Host, Context: ctx},
			}
			return operator.Run(ctx)
		},
	}
	flags := command.Flags()
	flags.StringVar(&kubeconfig, "kubeconfig", "", "how to reach the cluster")
	flags.StringVar(&sparkHome, "spark-home", "", "the Spark whose spark-submit is run")
	flags.StringVar(&javaHome, "java-home", "", "the Java that runs it")
	flags.Int64Var(&jvms, "jvms", 2, "how many submissions may run at once")
	for _, name := range []string{"kubeconfig", "spark-home", "java-home"} {
		if err := command.MarkFlagRequired(name); err != nil {
			panic(err)
		}
	}
	return command
}
