package cluster

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"time"
)

const lifetime = 7 * 24 * time.Hour

type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	serial      int64
}

// writePKI makes the cluster's authority and every certificate that it gives, as pki/NAME.crt and pki/NAME.key.
func writePKI(c *Config) error {
	if err := os.MkdirAll(c.Path("pki"), 0o700); err != nil {
		return err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	ca := &authority{key: key, serial: 1}
	ca.certificate = &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "testbed"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(lifetime),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	if err := ca.write(c, "ca", ca.certificate, key); err != nil {
		return err
	}
	accounts, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	if err := writeKey(c.Path("pki", "sa.key"), accounts); err != nil {
		return err
	}
	for _, issued := range []struct {
		name    string
		subject pkix.Name
		ips     []string
		hosts   []string
	}{
		{name: "apiserver", subject: pkix.Name{CommonName: "kube-apiserver"},
			ips: []string{"127.0.0.1", nodeIP, serviceIP},
			hosts: []string{"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
				"kubernetes.default.svc.cluster.local"}},
		{name: "kubelet-server", subject: pkix.Name{CommonName: nodeName}, ips: []string{nodeIP}, hosts: []string{nodeName}},
		{name: "kubelet-client", subject: pkix.Name{CommonName: "kube-apiserver-kubelet-client", Organization: []string{"system:masters"}}},
		{name: "admin", subject: pkix.Name{CommonName: "admin", Organization: []string{"system:masters"}}},
		{name: "controllers", subject: pkix.Name{CommonName: "system:kube-controller-manager"}},
		{name: "scheduler", subject: pkix.Name{CommonName: "system:kube-scheduler"}},
		{name: "kubelet", subject: pkix.Name{CommonName: "system:node:" + nodeName, Organization: []string{"system:nodes"}}},
		{name: "testbed", subject: pkix.Name{CommonName: "system:testbed", Organization: []string{"system:masters"}}},
	} {
		certificate := &x509.Certificate{
			Subject:     issued.subject,
			NotBefore:   time.Now().Add(-time.Hour),
			NotAfter:    time.Now().Add(lifetime),
			KeyUsage:    x509.KeyUsageDigitalSignature,
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
			DNSNames:    issued.hosts,
		}
		for _, ip := range issued.ips {
			certificate.IPAddresses = append(certificate.IPAddresses, net.ParseIP(ip))
		}
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return err
		}
		if err := ca.write(c, issued.name, certificate, key); err != nil {
			return err
		}
	}
	return nil
}

func (a *authority) write(c *Config, name string, certificate *x509.Certificate, key *ecdsa.PrivateKey) error {
	a.serial++
	certificate.SerialNumber = big.NewInt(a.serial)
	der, err := x509.CreateCertificate(rand.Reader, certificate, a.certificate, &key.PublicKey, a.key)
	if err != nil {
		return err
	}
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	if err := os.WriteFile(c.Path("pki", name+".crt"), block, 0o600); err != nil {
		return err
	}
	return writeKey(c.Path("pki", name+".key"), key)
}

func writeKey(path string, key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), 0o600)
}
