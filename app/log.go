package app

import (
	"log/slog"
	"os"
	"path/filepath"
)

// mostLog is the size at which the log starts anew; the one before is kept.
const mostLog = 4 << 20

// openLog opens the log of a data folder. Without one the app works all the
// same.
func openLog(dir string) (*slog.Logger, func()) {
	folder := filepath.Join(dir, "logs")
	path := filepath.Join(folder, "brandloop.log")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return slog.New(slog.DiscardHandler), func() {}
	}
	if info, err := os.Stat(path); err == nil && info.Size() > mostLog {
		_ = os.Rename(path, path+".1")
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return slog.New(slog.DiscardHandler), func() {}
	}
	return slog.New(slog.NewTextHandler(file, nil)), func() { _ = file.Close() }
}
