package store_test

import (
	"testing"

	"github.com/brandloop/brandloop/backend/store"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"":                "",
		"plain 100%":      "plain 100%",
		"CAFÉ":            "cafe",
		"Cafe\u0301":      "cafe",
		"Ñandú":           "nandu",
		"Ấn Độ":           "an đo",
		"ΆΛΦΑ":            "αλφα",
		"Ёлка":            "елка",
		"Straße 🎉 日本":     "straße 🎉 日本",
		"broken \xff end": "broken \ufffd end",
	} {
		if got := store.Fold(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
