package app

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// desktop is what the shell asks of the machine around the window.
type desktop interface {
	emit(event string, data any)
	pickFiles(title, kinds, pattern string) ([]string, error) // none when the person gave up
	pickFolder(title string) (string, error)                  // "" when the person gave up
	pickSave(title, name, kinds, pattern string) (string, error)
	openLink(link string)
	setTitle(title string)
}

// meet makes d the desktop. Pages may call before Wails has named it.
func (s *Shell) meet(d desktop) {
	s.mu.Lock()
	s.desktop = d
	s.mu.Unlock()
}

// outside is the desktop.
func (s *Shell) outside() desktop {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.desktop
}

// noDesktop is the one of the command line and of tests: nothing is shown and
// nothing is picked.
type noDesktop struct{}

func (noDesktop) emit(string, any)                                        {}
func (noDesktop) pickFiles(string, string, string) ([]string, error)      { return nil, nil }
func (noDesktop) pickFolder(string) (string, error)                       { return "", nil }
func (noDesktop) pickSave(string, string, string, string) (string, error) { return "", nil }
func (noDesktop) openLink(string)                                         {}
func (noDesktop) setTitle(string)                                         {}

// wailsDesktop is the real one; ctx is what Wails gave at start.
type wailsDesktop struct{ ctx context.Context }

func (d wailsDesktop) emit(event string, data any) { runtime.EventsEmit(d.ctx, event, data) }

func (d wailsDesktop) pickFiles(title, kinds, pattern string) ([]string, error) {
	return runtime.OpenMultipleFilesDialog(d.ctx, runtime.OpenDialogOptions{
		Title: title, Filters: []runtime.FileFilter{{DisplayName: kinds, Pattern: pattern}},
	})
}

func (d wailsDesktop) pickFolder(title string) (string, error) {
	return runtime.OpenDirectoryDialog(d.ctx, runtime.OpenDialogOptions{Title: title})
}

func (d wailsDesktop) pickSave(title, name, kinds, pattern string) (string, error) {
	return runtime.SaveFileDialog(d.ctx, runtime.SaveDialogOptions{
		Title: title, DefaultFilename: name, Filters: []runtime.FileFilter{{DisplayName: kinds, Pattern: pattern}},
	})
}

func (d wailsDesktop) openLink(link string)  { runtime.BrowserOpenURL(d.ctx, link) }
func (d wailsDesktop) setTitle(title string) { runtime.WindowSetTitle(d.ctx, title) }
