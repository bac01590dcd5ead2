package agency

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// DataFolder is where the data lies when nobody says otherwise: BRANDLOOP_DATA,
// else the platform's own place for an app's data.
func DataFolder() (string, error) {
	if dir := os.Getenv("BRANDLOOP_DATA"); dir != "" {
		return dir, nil
	}
	if runtime.GOOS == "linux" {
		if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
			return filepath.Join(dir, "brandloop"), nil
		}
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("find the data folder: %w", err)
		}
		return filepath.Join(home, ".local", "share", "brandloop"), nil
	}
	// %LocalAppData% on Windows, ~/Library/Application Support on macOS.
	base, err := os.UserConfigDir()
	if runtime.GOOS == "windows" && os.Getenv("LocalAppData") != "" {
		base, err = os.Getenv("LocalAppData"), nil
	}
	if err != nil {
		return "", fmt.Errorf("find the data folder: %w", err)
	}
	return filepath.Join(base, "Brandloop"), nil
}
