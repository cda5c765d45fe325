package sparkoperator

import (
	"maps"
	"strings"
	"testing"
)

func TestUIServiceNamesFit(t *testing.T) {
	if name := uiServiceName("normal"); name != "normal-ui-svc" {
		t.Error(name)
	}
	long := strings.Repeat("a", 60)
	name := uiServiceName(long)
	if len(name) != longestName || !strings.HasSuffix(name, "-ui-svc") || name == uiServiceName(long+"b") {
		t.Error(name)
	}
}

func TestUIServiceOptions(t *testing.T) {
	a := recorded(t, "normal")
	a.Spec.SparkConf = map[string]string{"spark.ui.port": "4044"}
	if port := uiService(a, newest, "id").Spec.Ports[0]; port.Port != 4044 || port.TargetPort.IntVal != 4044 {
		t.Errorf("%+v", port)
	}
	a.Spec.UI = UIOptions{ServicePort: number[int32](80), ServiceLabels: map[string]string{"mine": "only"}}
	service := uiService(a, newest, "id")
	if port := service.Spec.Ports[0]; port.Port != 80 || port.TargetPort.IntVal != 4044 {
		t.Errorf("%+v", port)
	}
	if !maps.Equal(service.Labels, map[string]string{"mine": "only"}) {
		t.Errorf("%v", service.Labels)
	}
}

func TestOnlyTheNewestMarksItsServices(t *testing.T) {
	for name, want := range map[string]string{"": "true", "2.3": "", "1.6": ""} {
		if got := uiService(recorded(t, "normal"), flavours[name], "id").Labels[labelCreatedBy]; got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
}
