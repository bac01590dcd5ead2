package app

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// reportLine is one workbook as scripts know it: its file, or why there is none.
type reportLine struct {
	Client string  `json:"client"`
	Kind   string  `json:"kind"`
	Period string  `json:"period"`
	File   *string `json:"file"`
	Error  *string `json:"error"`
}

// reportWorkers is how many workbooks are written at once.
const reportWorkers = 2

func (t *terminal) reportCommand() *cobra.Command {
	var client, brandName, kind, period, out, outDir, paper string
	var all bool
	write := t.command("report", "Write workbooks for clients", cobra.NoArgs, func([]string) error {
		if kind != report.ClientMonthly {
			return fault.Bad("kind", "report.kind_unknown", kind, report.ClientMonthly)
		}
		if err := report.CheckPaper(paper); err != nil {
			return err
		}
		order := report.Order{Period: period, Language: t.language, Paper: paper}
		by, err := (&Report{t.Shell}).preparedBy(t.ctx())
		if err != nil {
			return err
		}
		order.PreparedBy = by
		if all {
			clients, err := (&Agency{t.Shell}).Clients()
			if err != nil {
				return err
			}
			return t.reportAll(clients, order, outDir)
		}
		c, err := t.match(client)
		if err != nil {
			return err
		}
		if err := t.reportOne(t.ctx(), c, order, brandName, out); err != nil {
			return err
		}
		return t.printReports([]reportLine{{Client: c.Slug, Kind: kind, Period: period, File: &out}})
	})
	flags := write.Flags()
	flags.StringVar(&client, "client", "", "client: id, slug or name")
	flags.StringVar(&brandName, "brand", "", "only this brand: id or name")
	flags.BoolVar(&all, "all", false, "a workbook for every client that is not archived")
	flags.StringVar(&kind, "kind", report.ClientMonthly, "kind of report: see report list")
	flags.StringVar(&period, "period", "", "month, such as 2026-10")
	flags.StringVar(&out, "out", "", "file to write")
	flags.StringVar(&outDir, "out-dir", "", "folder to write into, with --all")
	flags.StringVar(&paper, "paper", "", "a4 or letter (default: that of the client's country)")
	if err := write.MarkFlagRequired("period"); err != nil {
		panic(err) // only of a flag that is not there
	}
	write.MarkFlagsOneRequired("out", "out-dir")
	write.MarkFlagsRequiredTogether("all", "out-dir")
	write.MarkFlagsMutuallyExclusive("out", "out-dir")
	write.MarkFlagsMutuallyExclusive("all", "client")
	write.MarkFlagsMutuallyExclusive("all", "brand")
	write.AddCommand(t.command("list", "List the kinds of reports", cobra.NoArgs, func([]string) error {
		type kindLine struct {
			Kind string `json:"kind"`
			Name string `json:"name"`
		}
		kinds := []kindLine{}
		for _, k := range report.Kinds {
			kinds = append(kinds, kindLine{k, lang.T(t.Shell.language(), "report.kind."+k)})
		}
		return t.print(kinds, func(w io.Writer) {
			for _, k := range kinds {
				line(w, k.Kind, k.Name)
			}
		})
	}))
	return write
}

// reportOne writes the workbook of one client.
func (t *terminal) reportOne(ctx context.Context, c *agency.Client, order report.Order, brandName, path string) error {
	_, err := within(t.Shell, ctx, c.ID, func(w *agency.Workspace) (*report.Monthly, error) {
		if brandName != "" {
			err := w.File.Read(ctx, func(tx *store.Tx) error {
				b, err := brand.Match(tx, brandName)
				if err == nil {
					order.Brand = b.ID
				}
				return err
			})
			if err != nil {
				return nil, err
			}
		}
		return report.Save(ctx, w, path, order, nil)
	})
	return err
}

// reportAll writes the workbook of every client into a folder, made when it is
// missing. One that fails
// does not stop the others.
func (t *terminal) reportAll(clients []agency.Client, order report.Order, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fault.New(fault.Invalid, "app.no_folder", dir)
	}
	ctx := t.ctx()
	lines, next := []reportLine{}, make(chan int)
	for _, c := range clients {
		if !c.Archived {
			lines = append(lines, reportLine{Client: c.Slug, Kind: report.ClientMonthly, Period: order.Period})
		}
	}
	bySlug := map[string]*agency.Client{}
	for i := range clients {
		bySlug[clients[i].Slug] = &clients[i]
	}
	var workers sync.WaitGroup
	for range reportWorkers {
		workers.Go(func() {
			for i := range next {
				c := bySlug[lines[i].Client]
				path := filepath.Join(dir, reportFile(*c, order.Period))
				if err := t.reportOne(ctx, c, order, "", path); err != nil {
					said := t.say(err)
					lines[i].Error = &said
					continue
				}
				lines[i].File = &path
			}
		})
	}
	for i := range lines {
		next <- i
	}
	close(next)
	workers.Wait()
	failed := 0
	for _, l := range lines {
		if l.Error != nil {
			failed++
		}
	}
	if err := t.printReports(lines); err != nil || failed == 0 {
		return err
	}
	return fault.New(fault.Invalid, "report.some_failed", failed, len(lines))
}

func (t *terminal) printReports(lines []reportLine) error {
	return t.print(map[string]any{"files": lines}, func(w io.Writer) {
		for _, l := range lines {
			switch {
			case l.Error != nil:
				line(w, l.Client, *l.Error)
			case l.File != nil:
				line(w, l.Client, *l.File)
			}
		}
	})
}
