package app

import (
	"context"
	"io"
	"path/filepath"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// Intake binds the room of imports.
type Intake struct{ shell *Shell }

// Pick asks for files and returns their paths; none when the person gave up.
func (b *Intake) Pick() ([]string, error) {
	language := b.shell.language()
	files, err := b.shell.outside().pickFiles(lang.T(language, "intake.pick"), lang.T(language, "intake.exports"), "*.csv;*.CSV;*.txt;*.tsv;*.xlsx;*.xls;*.zip;*.XLSX;*.XLS;*.ZIP")
	if files == nil {
		files = []string{}
	}
	return files, err
}

// PickFolder asks for a folder of files and returns its path, "" when the person
// gave up.
func (b *Intake) PickFolder() (string, error) {
	return b.shell.outside().pickFolder(lang.T(b.shell.language(), "intake.pick_folder"))
}

// Expand lists the files that paths stand for: those in folders, and in archives
// of many exports.
func (b *Intake) Expand(job string, paths []string) ([]string, error) {
	ctx, _, end := b.shell.job(job)
	defer end()
	return call(b.shell, func(a *agency.Agency) ([]string, error) { return intake.Expand(ctx, b.shell.unpacked(), paths) })
}

// Preview tells what importing the files would change. A file goes to the client
// that its request names or its account tells, else to the given one and there
// to the brand ("": any). job names the work for progress and Window.Cancel.
func (b *Intake) Preview(client, brandID, job string, files []intake.Request) ([]intake.Outcome, error) {
	return b.run(client, job, files, intake.Options{Brand: brandID, DryRun: true, Ask: true})
}

// Import imports the files, each as one action. What is wrong with one stands
// in its Outcome.
func (b *Intake) Import(client, brandID, job string, files []intake.Request) ([]intake.Outcome, error) {
	outcomes, err := b.run(client, job, files, intake.Options{Brand: brandID, Ask: true})
	for _, o := range outcomes {
		if o.Import != nil && o.Client != client {
			b.shell.changed(o.Client)
		}
	}
	b.shell.changed(client)
	return outcomes, err
}

func (b *Intake) run(client, job string, files []intake.Request, opt intake.Options) ([]intake.Outcome, error) {
	ctx, progress, end := b.shell.job(job)
	defer end()
	opt.Progress, opt.Language = progress, b.shell.language()
	return call(b.shell, func(a *agency.Agency) ([]intake.Outcome, error) {
		me, err := a.Me(ctx)
		if err != nil {
			return nil, err
		}
		return intake.RunAll(ctx, a, me.Name, client, files, opt)
	})
}

// Places lists the channels of all clients, for a file that belongs to another.
func (b *Intake) Places() ([]intake.Place, error) {
	return call(b.shell, func(a *agency.Agency) ([]intake.Place, error) { return intake.Places(context.Background(), a) })
}

// Look shows the tables of a file of no known format.
func (b *Intake) Look(path string) ([]intake.Sheet, error) {
	return call(b.shell, func(a *agency.Agency) ([]intake.Sheet, error) { return intake.Look(context.Background(), a, path) })
}

// Try reads the first rows of a file as a mapping says.
func (b *Intake) Try(path string, mapping format.Mapping) (*intake.Trying, error) {
	return call(b.shell, func(*agency.Agency) (*intake.Trying, error) {
		return intake.Try(context.Background(), path, b.shell.language(), mapping)
	})
}

// RememberMapping keeps how files of the shape of this one are read.
func (b *Intake) RememberMapping(path string, mapping format.Mapping) error {
	return do(b.shell, func(a *agency.Agency) error { return intake.RememberMapping(context.Background(), a, path, mapping) })
}

// take imports or previews for whoever is at work, into one client.
func (b *Intake) take(ctx context.Context, client string, files []intake.Request, opt intake.Options) ([]intake.Outcome, error) {
	return call(b.shell, func(a *agency.Agency) (outcomes []intake.Outcome, err error) {
		me, err := a.Me(ctx)
		if err != nil {
			return nil, err
		}
		err = a.With(ctx, client, func(w *agency.Workspace) (err error) {
			outcomes, err = intake.Run(ctx, w, me.Name, files, opt)
			return err
		})
		return outcomes, err
	})
}

// PickForm asks for a form that was filled in and returns its path, "" when the
// person gave up.
func (b *Intake) PickForm() (string, error) {
	language := b.shell.language()
	files, err := b.shell.outside().pickFiles(lang.T(language, "intake.form_pick"), lang.T(language, "report.form"), "*.xlsx")
	if err != nil || len(files) == 0 {
		return "", err
	}
	return files[0], nil
}

// ReadForm tells what a form that was filled in would change.
func (b *Intake) ReadForm(client, brandID, path string) (*intake.Form, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*intake.Form, error) {
		return intake.ReadForm(tx, brandID, path, b.shell.language())
	})
}

// TakeForm types what a form adds and changes, as one action. hash is that of
// the form as it was shown.
func (b *Intake) TakeForm(client, brandID, path, hash string) (*intake.Form, error) {
	return write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*intake.Form, error) {
		return intake.TakeForm(tx, brandID, path, hash, b.shell.language())
	})
}

// Ledger lists the imports of a client, the newest first.
func (b *Intake) Ledger(client string) ([]intake.Entry, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]intake.Entry, error) {
		return intake.Ledger(tx, b.shell.language())
	})
}

// SaveOriginal writes the file of an import, as it came in, and returns its path.
// An empty path asks for one; "" comes back when the person gave up.
func (b *Intake) SaveOriginal(client, importID, path string) (string, error) {
	e, err := read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*intake.Entry, error) { return intake.Find(tx, importID) })
	if err != nil {
		return "", err
	}
	if path == "" {
		language := b.shell.language()
		path, err = b.shell.outside().pickSave(lang.T(language, "intake.save_original"), e.File, lang.T(language, "intake.any_file"), "*"+filepath.Ext(e.File))
		if err != nil || path == "" {
			return "", err
		}
	}
	_, err = read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, intake.Original(tx, e, func(from io.Reader) error {
			return report.SaveFile(tx.Context(), path, func(out io.Writer) error { _, err := io.Copy(out, from); return err })
		})
	})
	if err != nil {
		return "", err
	}
	return path, nil
}

// Undo takes an import back whole.
func (b *Intake) Undo(client, importID string) error {
	err := do(b.shell, func(a *agency.Agency) error {
		me, err := a.Me(context.Background())
		if err != nil {
			return err
		}
		return a.With(context.Background(), client, func(w *agency.Workspace) error {
			return intake.Undo(context.Background(), w, me.Name, importID)
		})
	})
	if err == nil {
		b.shell.changed(client)
	}
	return err
}
