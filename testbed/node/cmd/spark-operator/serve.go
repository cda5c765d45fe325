package main

import (
	"context"
	"errors"
	"flag"
	"path/filepath"

	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"

	"github.com/tidydag/testbed/node/sparkoperator"
)

func serve(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("spark-operator", flag.ContinueOnError)
	kubeconfig := flags.String("kubeconfig", "", "")
	sparkHome := flags.String("spark-home", "", "")
	javaHome := flags.String("java-home", "", "")
	jvms := flags.Int("jvms", 2, "")
	if err := parse(flags, arguments, "kubeconfig", "spark-home"); err != nil {
		return err
	}
	if *javaHome == "" {
		found, err := filepath.Glob("/usr/lib/jvm/*17*/bin/java")
		if err != nil || len(found) == 0 {
			return errors.Join(errors.New("no Java 17 below /usr/lib/jvm; name one by --java-home"), err)
		}
		*javaHome = filepath.Dir(filepath.Dir(found[0]))
	}
	config, err := connection(*kubeconfig)
	if err != nil {
		return err
	}
	kube, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	objects, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	operator := &sparkoperator.Operator{
		Kube:    kube,
		Dynamic: objects,
		Real: &sparkoperator.SparkSubmit{
			SparkHome:  *sparkHome,
			JavaHome:   *javaHome,
			Kubeconfig: *kubeconfig,
			Master:     config.Host,
			Slots:      make(chan struct{}, *jvms),
		},
		Hollow: &sparkoperator.Hollow{Kube: kube, Master: config.Host, Context: ctx},
	}
	return operator.Run(ctx)
}
