package intake

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/lang"
)

// routeOwn finds the channels of a file whose accounts are all the agency's:
// each account feeds the channel of its platform and name. An account without
// one is left out, row by row.
func (t *taking) routeOwn(channels []brand.Channel) error {
	t.o.Platforms = []string{}
	for _, a := range t.sum.Accounts {
		if !slices.Contains(t.o.Platforms, a.Platform) {
			t.o.Platforms = append(t.o.Platforms, a.Platform)
		}
	}
	slices.Sort(t.o.Platforms)
	for _, a := range t.sum.Accounts {
		for _, c := range channels {
			if c.Platform == a.Platform && plain(c.Handle) == plain(a.Handle) {
				t.feed(account(a.Platform, a.Handle), c)
			}
		}
	}
	// Networks of pages give a page's name, not its handle: the only one there is
	// the only channel's.
	for _, p := range t.o.Platforms {
		fits := on(channels, p)
		var of []format.AccountCount
		for _, a := range t.sum.Accounts {
			if a.Platform == p {
				of = append(of, a)
			}
		}
		if len(fits) == 1 && len(of) == 1 && t.feeds[account(p, of[0].Handle)] == nil {
			t.feed(account(p, of[0].Handle), fits[0])
			t.o.Warnings = append(t.o.Warnings, lang.T(t.opt.Language, "intake.other_account", of[0].Handle, fits[0].Handle))
		}
	}
	if len(t.feeds) == 0 {
		return fault.New(fault.NotFound, "intake.no_profile", t.o.File, t.profiles())
	}
	return nil
}

// account is the key of a feed that is of one account of a platform.
func account(platform, handle string) string { return platform + " " + plain(handle) }

// plain is a name as it is compared: a handle, or the name of a page.
func plain(name string) string { return strings.ReplaceAll(bare(name), " ", "") }

// profiles names the first few accounts of a file.
func (t *taking) profiles() string {
	var names []string
	for _, a := range t.sum.Accounts {
		if len(names) == 5 {
			names = append(names, "…")
			break
		}
		names = append(names, t.names(a.Platform)+" "+a.Handle)
	}
	return strings.Join(names, ", ")
}

// feedOf is the channel that takes in what the file says of an account of a
// platform, nil where there is none.
func (t *taking) feedOf(platform string, a format.Account) *Feed {
	if t.match.Own() {
		platform = account(platform, a.Handle)
	}
	return t.feeds[platform]
}

// elsewhere leaves out a row that is of no channel here.
func (t *taking) elsewhere(row int, platform string, a format.Account) format.Skip {
	note := format.Note{Key: "intake.skip_platform", Args: []any{t.names(platform)}}
	if t.match.Own() {
		note = format.Note{Key: "intake.skip_profile", Args: []any{a.Handle, t.names(platform)}}
	}
	return format.Skip{Row: row, Note: note}
}

// leave leaves out a row of several numbers once.
func (t *taking) leave(table, row int, platform string, a format.Account) {
	if t.left != [2]int{table, row} {
		t.left = [2]int{table, row}
		t.skip(t.elsewhere(row, platform, a))
	}
}
