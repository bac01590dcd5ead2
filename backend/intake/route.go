package intake

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// taking is one file on its way into a client's file.
type taking struct {
	tx      *store.Tx
	w       *agency.Workspace
	file    *read.File
	match   *format.Match
	counted *metric.Catalogue // what the client can count
	sum     *format.Summary
	opt     Options
	o       *Outcome

	feeds   map[string]*Feed // by the platform that the file names, "" where it names none; see feedOf
	account *format.AccountCount
	id      string    // of the import
	skips   []leftOut // at most format.MaxSkips
	kept    kept
	left    [2]int // table and row of several numbers that was left out last

	unpriced bool // the outcome says that the file names no currency
}

// route finds the channels that the file feeds: the one that was chosen, else
// for each platform in the file the brand's only channel there, else the one of
// the account's name. Where that leaves a choice, it is the person's: Question
// is set. chosen is the id of a channel, or "".
func (t *taking) route(chosen string) error {
	t.feeds = map[string]*Feed{}
	if chosen != "" {
		c, err := store.Find[brand.Channel](t.tx, chosen)
		if err != nil {
			return err
		}
		if t.match.Own() {
			return t.routeOwn([]brand.Channel{*c})
		}
		elsewhere := len(t.match.Instead()) > 0
		if len(t.o.Platforms) > 0 && !slices.Contains(t.o.Platforms, c.Platform) && !elsewhere {
			return fault.New(fault.Invalid, "intake.other_platform", t.o.File, t.names(t.o.Platforms...), t.names(c.Platform)+" "+c.Handle)
		}
		t.feed(c.Platform, *c)
		if len(t.o.Platforms) == 0 {
			t.feeds[""] = t.feeds[c.Platform]
		}
		if elsewhere {
			for _, p := range t.o.Platforms {
				t.feeds[p] = t.feeds[c.Platform]
			}
		}
		t.choose()
		return nil
	}
	all, err := brand.Channels(t.tx, t.opt.Brand)
	if err != nil {
		return err
	}
	if t.match.Own() {
		return t.routeOwn(all)
	}
	platforms := t.o.Platforms
	if len(platforms) == 0 {
		platforms = []string{""}
	}
	for _, p := range platforms {
		fits := on(all, p)
		for _, other := range t.match.Instead() {
			if len(fits) > 0 {
				break
			}
			if fits = on(all, other); len(fits) == 1 {
				t.o.Warnings = append(t.o.Warnings, lang.T(t.opt.Language, "intake.booked_elsewhere", t.names(p), t.names(fits[0].Platform)+" "+fits[0].Handle))
			}
		}
		if len(fits) > 1 {
			fits = t.named(fits)
		}
		switch {
		// A table of an agency's own names neither account nor network: whose it is, is said.
		case len(fits) > 0 && p == "" && t.match.Format == format.MappedKey,
			len(fits) == 1 && t.opt.Ask && t.stranger(fits[0]):
			t.ask(fits)
		case len(fits) == 1:
			t.feed(p, fits[0])
		case len(fits) > 1:
			t.ask(fits)
		case len(platforms) > 1:
			t.o.Warnings = append(t.o.Warnings, lang.T(t.opt.Language, "intake.part_without_channel", t.names(p)))
		case t.opt.Ask:
			// It may belong to another client, or to another brand of this one.
			t.o.Question = "client"
			t.o.Warnings = append(t.o.Warnings, lang.T(t.opt.Language, "intake.no_channel_here", t.names(platforms...)))
		default:
			return fault.New(fault.NotFound, "intake.no_channel", t.o.File, t.names(platforms...))
		}
	}
	if len(t.feeds) == 0 && t.o.Question != "channel" && t.o.Question != "client" {
		return fault.New(fault.NotFound, "intake.no_channel", t.o.File, t.names(platforms...))
	}
	t.choose()
	return nil
}

// ask leaves the choice of a channel to the person.
func (t *taking) ask(fits []brand.Channel) {
	t.o.Question = "channel"
	for _, c := range fits {
		t.o.Candidates = append(t.o.Candidates, c.ID)
	}
}

// stranger reports whether the file names an account that is not called like the
// channel.
func (t *taking) stranger(c brand.Channel) bool {
	for _, a := range t.sum.Accounts {
		if a.Handle == "" || bare(a.Handle) == bare(c.Handle) || a.ID != "" && a.ID == c.Account {
			return false
		}
	}
	return len(t.sum.Accounts) > 0
}

// on are the channels of a platform, all of them for "".
func on(channels []brand.Channel, platform string) []brand.Channel {
	return slices.DeleteFunc(slices.Clone(channels), func(c brand.Channel) bool { return platform != "" && c.Platform != platform })
}

// feed makes c the channel of what the file says of a platform.
func (t *taking) feed(platform string, c brand.Channel) {
	t.feeds[platform] = &Feed{Channel: c.ID, Platform: c.Platform, Handle: c.Handle}
}

// named are those of the channels that bear the name of an account in the file,
// or all where none does.
func (t *taking) named(channels []brand.Channel) []brand.Channel {
	for _, a := range t.sum.Accounts {
		for _, c := range channels {
			if a.Handle != "" && bare(a.Handle) == bare(c.Handle) || a.ID != "" && a.ID == c.Account {
				return []brand.Channel{c}
			}
		}
	}
	return channels
}

// choose picks the account whose posts are the channel's: the one of its name,
// else the one with most posts. Posts made together with others stand in one
// export under the others' names.
func (t *taking) choose() {
	if len(t.sum.Accounts) == 0 {
		return
	}
	t.account = &t.sum.Accounts[0]
	for _, f := range t.feeds {
		i := slices.IndexFunc(t.sum.Accounts, func(a format.AccountCount) bool { return a.Handle != "" && bare(a.Handle) == bare(f.Handle) })
		if i >= 0 {
			t.account = &t.sum.Accounts[i]
		} else if t.account.Handle != "" {
			t.o.Warnings = append(t.o.Warnings, lang.T(t.opt.Language, "intake.other_account", t.account.Handle, f.Handle))
		}
		break
	}
}

// own reports whether a post is of the chosen account.
func (t *taking) own(a format.Account) bool {
	if t.account == nil || t.match.Own() {
		return true
	}
	if a.ID != "" || t.account.ID != "" {
		return a.ID == t.account.ID
	}
	return a.Handle == t.account.Handle && a.Name == t.account.Name
}

func bare(handle string) string { return strings.ToLower(strings.TrimPrefix(handle, "@")) }

// names are what the platforms call themselves, "?" where the file names none.
func (t *taking) names(platforms ...string) string {
	if len(platforms) == 0 || platforms[0] == "" {
		return "?"
	}
	var names []string
	for _, p := range platforms {
		names = append(names, brand.PlatformName(t.opt.Language, p))
	}
	return strings.Join(names, ", ")
}
