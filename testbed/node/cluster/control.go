package cluster

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

// serveControl answers on control.sock: GET / is the status, POST /stop/NAME, /start/NAME and /kill/NAME do it.
func serveControl(c *Config, s *supervisor) error {
	listener, err := net.Listen("unix", c.Path("control.sock"))
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, strings.Join(s.status(), "\n"))
	})
	for verb, do := range map[string]func(string) error{"stop": s.stop, "start": s.start, "kill": s.kill} {
		mux.HandleFunc("POST /"+verb+"/{name}", func(w http.ResponseWriter, r *http.Request) {
			if err := do(r.PathValue("name")); err != nil {
				http.Error(w, err.Error(), http.StatusConflict)
			}
		})
	}
	return http.Serve(listener, mux)
}

// Control does what `ctl` is asked for, and returns what to print.
func Control(dir, verb, name string) (string, error) {
	c, err := Load(dir)
	if err != nil {
		return "", err
	}
	client := &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", c.Path("control.sock"))
		},
	}}
	method, path := http.MethodPost, "/"+verb+"/"+name
	if verb == "status" {
		method, path = http.MethodGet, "/"
	}
	request, err := http.NewRequest(method, "http://cluster"+path, nil)
	if err != nil {
		return "", err
	}
	response, err := client.Do(request)
	if err != nil {
		return "", fmt.Errorf("%s is not running: %w", dir, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s", strings.TrimSpace(string(body)))
	}
	return string(body), nil
}
