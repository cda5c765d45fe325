package cluster

import (
	"io"
	"net"
)

// forward copies every connection that the listener takes to what dial opens, both ways, until the listener fails.
func forward(listener net.Listener, dial func() (net.Conn, error)) error {
	for {
		in, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer in.Close()
			out, err := dial()
			if err != nil {
				return
			}
			defer out.Close()
			done := make(chan struct{})
			go func() {
				pipe(out, in)
				close(done)
			}()
			pipe(in, out)
			<-done
		}()
	}
}

type halfCloser interface{ CloseWrite() error }

func pipe(to, from net.Conn) {
	_, _ = io.Copy(to, from)
	if half, ok := to.(halfCloser); ok {
		_ = half.CloseWrite()
	}
}
