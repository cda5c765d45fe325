// Package dns answers for the names of Services, as far as pods of the testbed ask: the addresses behind headless ones
// (Spark's executors look for their driver so), and the cluster IP of the others.
package dns

import (
	"context"
	"log"
	"net"
	"strings"

	"github.com/miekg/dns"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	discoverylisters "k8s.io/client-go/listers/discovery/v1"
	"k8s.io/client-go/tools/clientcmd"
)

const (
	zone = "svc.cluster.local."
	// A driver's Service gets its address while executors start: what was asked too early must be asked again soon.
	ttlSeconds = 1
)

type server struct {
	services corelisters.ServiceLister
	slices   discoverylisters.EndpointSliceLister
}

// Serve answers on UDP and TCP until one of them fails.
func Serve(ctx context.Context, address, kubeconfig string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	s := &server{
		services: factory.Core().V1().Services().Lister(),
		slices:   factory.Discovery().V1().EndpointSlices().Lister(),
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())

	handler := dns.NewServeMux()
	handler.HandleFunc(zone, s.answer)
	handler.HandleFunc(".", func(w dns.ResponseWriter, request *dns.Msg) { reply(w, request, dns.RcodeNameError, nil) })
	failed := make(chan error, 2)
	for _, network := range []string{"udp", "tcp"} {
		go func() {
			failed <- (&dns.Server{Addr: address, Net: network, Handler: handler}).ListenAndServe()
		}()
	}
	return <-failed
}

func (s *server) answer(w dns.ResponseWriter, request *dns.Msg) {
	question := request.Question[0]
	addresses, found := s.lookup(question.Name)
	switch {
	case !found:
		reply(w, request, dns.RcodeNameError, nil)
	case question.Qtype == dns.TypeA:
		var records []dns.RR
		for _, address := range addresses {
			records = append(records, &dns.A{
				Hdr: dns.RR_Header{Name: question.Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: ttlSeconds},
				A:   address,
			})
		}
		reply(w, request, dns.RcodeSuccess, records)
	default:
		reply(w, request, dns.RcodeSuccess, nil)
	}
}

// lookup finds the IPv4 addresses of SERVICE.NAMESPACE.svc.cluster.local.
func (s *server) lookup(name string) (addresses []net.IP, found bool) {
	name, ok := strings.CutSuffix(strings.ToLower(name), "."+zone)
	if !ok {
		return nil, false
	}
	service, namespace, ok := strings.Cut(name, ".")
	if !ok {
		return nil, false
	}
	object, err := s.services.Services(namespace).Get(service)
	if err != nil {
		return nil, false
	}
	if object.Spec.ClusterIP != corev1.ClusterIPNone {
		return []net.IP{net.ParseIP(object.Spec.ClusterIP)}, true
	}
	selector := labels.SelectorFromSet(labels.Set{discoveryv1.LabelServiceName: service})
	slices, err := s.slices.EndpointSlices(namespace).List(selector)
	if err != nil {
		return nil, false
	}
	for _, slice := range slices {
		for _, endpoint := range slice.Endpoints {
			if ready := endpoint.Conditions.Ready; ready != nil && !*ready && !object.Spec.PublishNotReadyAddresses {
				continue
			}
			for _, address := range endpoint.Addresses {
				addresses = append(addresses, net.ParseIP(address))
			}
		}
	}
	return addresses, true
}

func reply(w dns.ResponseWriter, request *dns.Msg, code int, records []dns.RR) {
	response := &dns.Msg{}
	response.SetRcode(request, code)
	response.Authoritative = true
	response.Answer = records
	if err := w.WriteMsg(response); err != nil {
		log.Print(err)
	}
}
