package app

import (
	"cmp"
	"context"
	"io/fs"
	"net/url"
	"slices"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// bound are the structs whose exported methods the page can call.
func (s *Shell) bound() []any {
	return []any{&Window{s}, &Agency{s}, &Brand{s}, &History{s}, &Community{s}, &Content{s}, &Kpi{s}, &Competitor{s}, &Triage{s}, &Intake{s}, &Report{s}, &Sample{s}}
}

// runWindow shows the window and returns when it is closed. Wails runs this too
// to write the bindings, so nothing is opened before the window starts.
func (s *Shell) runWindow(pages fs.FS) error {
	if err := display(); err != nil {
		return err
	}
	return wails.Run(&options.App{
		Title:              "Brandloop",
		Width:              1440,
		Height:             900,
		MinWidth:           900,
		MinHeight:          600,
		BackgroundColour:   options.NewRGB(250, 250, 250),
		AssetServer:        &assetserver.Options{Assets: pages},
		LogLevel:           logger.ERROR,
		LogLevelProduction: logger.ERROR,
		OnStartup: func(ctx context.Context) {
			s.meet(wailsDesktop{ctx})
			_, _ = s.open() // the page asks again and is told why
		},
		OnShutdown:     func(context.Context) { s.close() },
		Bind:           s.bound(),
		ErrorFormatter: s.format,
		// The webview must take drops itself: on Linux it gets no files otherwise,
		// and on Windows it hands over their paths. The page keeps them from opening.
		DragAndDrop: &options.DragAndDrop{EnableFileDrop: true},
		// Drawing without the GPU shows the first page sooner than waiting for one,
		// and charts are small.
		Linux: &linux.Options{ProgramName: "brandloop", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
}

// Window answers for the app itself: what it is, its settings, links, long
// works.
type Window struct{ shell *Shell }

// Start is what the page needs to draw its first screen.
type Start struct {
	Version  string          `json:"version"`
	Folder   string          `json:"folder"` // where the data lies
	Settings agency.Settings `json:"settings"`
	Clients  []agency.Client `json:"clients"`
	Team     []agency.Person `json:"team"`
}

// Start opens the data folder and reads what the first screen shows.
func (w *Window) Start() (*Start, error) {
	return call(w.shell, func(a *agency.Agency) (*Start, error) {
		ctx := context.Background()
		settings, err := a.Settings(ctx)
		if err != nil {
			return nil, err
		}
		w.shell.speak(settings.Language)
		clients, err := a.Clients(ctx)
		if err != nil {
			return nil, err
		}
		team, err := a.Team(ctx)
		if err != nil {
			return nil, err
		}
		return &Start{Version, a.Dir(), *settings, clients, team}, nil
	})
}

// UpdateSettings remembers the settings that the patch names; messages come in
// the language that it says from then on. Weeks begin on another day only while
// no client has a number of a week.
func (w *Window) UpdateSettings(patch agency.SettingsPatch) error {
	return do(w.shell, func(a *agency.Agency) error {
		if patch.WeekStart != nil {
			if err := w.weeksFree(a, *patch.WeekStart); err != nil {
				return err
			}
		}
		if err := a.UpdateSettings(context.Background(), patch); err != nil {
			return err
		}
		if patch.Language != nil {
			w.shell.speak(*patch.Language)
		}
		return nil
	})
}

// weeksFree refuses that weeks begin on another day than now where a client has
// a number of a week: those of before and after would lie across each other.
func (w *Window) weeksFree(a *agency.Agency, day string) error {
	ctx := context.Background()
	first, err := agency.WeekStart(day)
	if err != nil {
		return err
	}
	now, err := a.Settings(ctx)
	if err != nil || cmp.Or(now.WeekStart, "monday") == cmp.Or(day, "monday") {
		return err
	}
	clients, err := a.Clients(ctx)
	for i := 0; err == nil && i < len(clients); i++ {
		held := false
		err = a.With(ctx, clients[i].ID, func(place *agency.Workspace) error {
			return place.File.Read(ctx, func(tx *store.Tx) (err error) {
				held, err = kpi.HoldsWeeks(tx, first)
				return err
			})
		})
		if held {
			err = fault.Bad("week_start", "app.weeks_held", clients[i].Name)
		}
	}
	return err
}

// Speak sets the language of messages where the settings leave it to the system.
func (w *Window) Speak(language string) { w.shell.speak(language) }

// links are the kinds of links that leave for the system's browser or mail.
var links = []string{"http", "https", "mailto"}

// OpenLink opens a link in the system's browser: http, https and mailto only.
func (w *Window) OpenLink(link string) error {
	return do(w.shell, func(*agency.Agency) error {
		u, err := url.Parse(link)
		if err != nil || !slices.Contains(links, u.Scheme) || (u.Scheme != "mailto" && u.Host == "") {
			return fault.New(fault.Invalid, "app.link_refused", link)
		}
		w.shell.outside().openLink(u.String())
		return nil
	})
}

// SetTitle names the window after what it shows.
func (w *Window) SetTitle(title string) { w.shell.outside().setTitle(title) }

// Cancel stops a long work by the name that the page gave it.
func (w *Window) Cancel(job string) { w.shell.cancel(job) }
