package sparkoperator

import (
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func TestFlavours(t *testing.T) {
	for value, want := range map[string]bool{"": true, "2.4": true, "2.3": true, "1.6": true, "hollow": true, "down": false, "2.9": false} {
		if _, served := flavourOf(map[string]string{FlavourAnnotation: value}); served != want {
			t.Errorf("%q is served: %v", value, served)
		}
	}
	if flavour, served := flavourOf(nil); !served || flavour != newest {
		t.Error("a namespace that says nothing is not served by the newest")
	}
}

func TestEditsThatRunAgain(t *testing.T) {
	object := func(generation int64, spec map[string]any) *unstructured.Unstructured {
		object := &unstructured.Unstructured{Object: map[string]any{"spec": spec}}
		object.SetGeneration(generation)
		return object
	}
	before := object(1, map[string]any{"mainClass": "A"})
	for name, c := range map[string]struct {
		after *unstructured.Unstructured
		of    string
		again bool
	}{
		"its status":                    {object(1, map[string]any{"mainClass": "A"}), "2.4", false},
		"another class":                 {object(2, map[string]any{"mainClass": "B"}), "2.4", true},
		"a time to live":                {object(2, map[string]any{"mainClass": "A", "timeToLiveSeconds": int64(5)}), "2.4", false},
		"a time to live under 2.3":      {object(2, map[string]any{"mainClass": "A", "timeToLiveSeconds": int64(5)}), "2.3", true},
		"a time to live, another class": {object(2, map[string]any{"mainClass": "B", "timeToLiveSeconds": int64(5)}), "2.4", true},
	} {
		if again := flavours[c.of].invalidatedBy(before, c.after); again != c.again {
			t.Errorf("%s: %v", name, again)
		}
	}
}
