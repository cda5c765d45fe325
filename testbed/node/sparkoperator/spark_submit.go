package sparkoperator

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"sigs.k8s.io/yaml"
)

// SparkSubmit brings a driver into being as the operator does: with Spark's own spark-submit, a JVM for each submission.
type SparkSubmit struct {
	SparkHome  string
	JavaHome   string
	Kubeconfig string        // how spark-submit reaches the cluster; the driver has its service account for that
	Master     string        // the API server, for spark-submit
	Slots      chan struct{} // as many as JVMs may run at once
}

// Submit runs one spark-submit.
func (s *SparkSubmit) Submit(ctx context.Context, _ *Application, submission *Submission) error {
	select {
	case s.Slots <- struct{}{}:
		defer func() { <-s.Slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	defer os.RemoveAll(submission.folder())
	if err := writeTemplates(submission); err != nil {
		return err
	}
	command := exec.CommandContext(ctx, filepath.Join(s.SparkHome, "bin", "spark-submit"), submission.commandLine(s.Master)...)
	command.Env = []string{
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + os.Getenv("HOME"),
		"SPARK_HOME=" + s.SparkHome,
		"JAVA_HOME=" + s.JavaHome,
		"KUBECONFIG=" + s.Kubeconfig,
		// The JVM lives for some seconds.
		"SPARK_SUBMIT_OPTS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
	}
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	output, err := command.CombinedOutput()
	if err == nil {
		return nil
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return fmt.Errorf("failed to run spark-submit: %s: %s", err, strings.TrimSpace(string(output)))
	}
	return err
}

func writeTemplates(submission *Submission) error {
	for role, template := range submission.templates() {
		text, err := yaml.Marshal(template)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(submission.folder(), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(submission.templateFile(role), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
