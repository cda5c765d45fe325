package cluster

// component is one process of the node. The supervisor starts it again whenever it ends unasked.
type component struct {
	name    string
	command []string
	early   bool // before the API server is ready
}

func components(c *Config) []component {
	pki := func(name string) string { return c.Path("pki", name) }
	all := []component{
		{name: "containerd", early: true, command: []string{"containerd", "--config", c.Path("containerd.toml")}},
		{name: "etcd", early: true, command: []string{c.Kubebox, "etcd",
			"--data-dir=" + c.Path("etcd"), "--unsafe-no-fsync", "--log-level=warn",
			"--listen-client-urls=" + etcdURL, "--advertise-client-urls=" + etcdURL,
			"--listen-peer-urls=http://127.0.0.1:2380"}},
		{name: "apiserver", early: true, command: []string{c.Kubebox, "kube-apiserver",
			"--etcd-servers=" + etcdURL, "--bind-address=0.0.0.0", "--advertise-address=" + nodeIP, "--secure-port=" + securePort,
			"--tls-cert-file=" + pki("apiserver.crt"), "--tls-private-key-file=" + pki("apiserver.key"), "--client-ca-file=" + pki("ca.crt"),
			"--kubelet-certificate-authority=" + pki("ca.crt"), "--kubelet-preferred-address-types=InternalIP",
			"--kubelet-client-certificate=" + pki("kubelet-client.crt"), "--kubelet-client-key=" + pki("kubelet-client.key"),
			"--service-account-issuer=https://kubernetes.default.svc",
			"--service-account-signing-key-file=" + pki("sa.key"), "--service-account-key-file=" + pki("sa.key"),
			"--service-cluster-ip-range=" + serviceNet, "--authorization-mode=Node,RBAC",
			"--enable-admission-plugins=NodeRestriction,OwnerReferencesPermissionEnforcement",
			"--audit-policy-file=" + c.Path("audit.yaml"), "--audit-log-path=" + c.Path("audit.log"),
			"--profiling=false", "--shutdown-delay-duration=0s"}},
		{name: "controllers", command: []string{c.Kubebox, "kube-controller-manager",
			"--kubeconfig=" + c.Path("kubeconfig.controllers"), "--leader-elect=false", "--bind-address=127.0.0.1",
			"--use-service-account-credentials", "--service-account-private-key-file=" + pki("sa.key"),
			"--root-ca-file=" + pki("ca.crt"), "--controllers=*", "--profiling=false",
			// The garbage collector deletes 20 objects a second by default, which one namespace of a scale test keeps busy for minutes.
			"--kube-api-qps=1000", "--kube-api-burst=1000"}},
		{name: "scheduler", command: []string{c.Kubebox, "kube-scheduler",
			"--kubeconfig=" + c.Path("kubeconfig.scheduler"), "--leader-elect=false", "--bind-address=127.0.0.1", "--profiling=false"}},
		{name: "kubelet", command: []string{c.Kubebox, "kubelet",
			"--config=" + c.Path("kubelet.yaml"), "--kubeconfig=" + c.Path("kubeconfig.kubelet"),
			"--hostname-override=" + nodeName, "--node-ip=" + nodeIP, "--root-dir=" + c.Path("kubelet")}},
		{name: "dns", command: []string{"/proc/self/exe", "dns", c.Dir}},
		{name: "hollow-node", command: []string{"/proc/self/exe", "hollow-node", c.Dir}},
	}
	if len(c.SparkOperator) > 0 {
		operator := append([]string{}, c.SparkOperator...)
		all = append(all, component{name: "spark-operator", command: append(operator, "--kubeconfig="+c.Path("kubeconfig.inside"))})
	}
	return all
}
