package app

import (
	"context"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// Intake binds the room of imports.
type Intake struct{ shell *Shell }

// Pick asks for files and returns their paths; none when the person gave up.
func (b *Intake) Pick() ([]string, error) {
	language := b.shell.language()
	files, err := b.shell.outside().pickFiles(lang.T(language, "intake.pick"), lang.T(language, "intake.exports"), "*.csv;*.CSV;*.txt;*.tsv")
	if files == nil {
		files = []string{}
	}
	return files, err
}

// Preview tells what importing the files into a brand ("": any) would change.
// job names the work for progress and Window.Cancel.
func (b *Intake) Preview(client, brandID, job string, files []intake.Request) ([]intake.Outcome, error) {
	return b.run(client, job, files, intake.Options{Brand: brandID, DryRun: true})
}

// Import imports the files, each as one action. What is wrong with one stands
// in its Outcome.
func (b *Intake) Import(client, brandID, job string, files []intake.Request) ([]intake.Outcome, error) {
	outcomes, err := b.run(client, job, files, intake.Options{Brand: brandID})
	b.shell.changed(client)
	return outcomes, err
}

func (b *Intake) run(client, job string, files []intake.Request, opt intake.Options) ([]intake.Outcome, error) {
	ctx, progress, end := b.shell.job(job)
	defer end()
	opt.Progress, opt.Language = progress, b.shell.language()
	return b.take(ctx, client, files, opt)
}

// take imports or previews for whoever is at work.
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

// Ledger lists the imports of a client, the newest first.
func (b *Intake) Ledger(client string) ([]intake.Entry, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]intake.Entry, error) {
		return intake.Ledger(tx, b.shell.language())
	})
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
