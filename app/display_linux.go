//go:build linux && !bindings

package app

import (
	"os"

	"github.com/brandloop/brandloop/backend/fault"
)

// display refuses to open a window where there is none: GTK would end the
// process with a trace.
func display() error {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return fault.New(fault.NotFound, "app.no_display")
	}
	return nil
}
