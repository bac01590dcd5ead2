package app

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/store"
	"github.com/brandloop/brandloop/backend/triage"
)

// itemLine is a threat or an opportunity as scripts know it: what names it to
// "triage decide", its channel by id, and null for what it has not.
type itemLine struct {
	Name string `json:"item"`
	triage.Item
	Channel   *string `json:"channel"`
	Span      *string `json:"span"`
	About     *string `json:"about"`
	Answer    *string `json:"answer"`
	Link      *string `json:"link"`
	Who       *string `json:"who"`
	PersonID  *string `json:"person_id"`
	Mark      *string `json:"mark"`
	Reason    *string `json:"reason"`
	DecidedBy *string `json:"decided_by"`
}

func itemLineOf(i triage.Item) itemLine {
	return itemLine{itemName(i.Ref), i, i.ChannelID, known(i.Span), known(i.About), known(i.Answer), known(i.Link), known(i.Who), known(i.PersonID),
		known(i.Mark), known(i.Reason), known(i.DecidedBy)}
}

// itemName names an item in one word: origin:id, of a target with the first day
// of its repetition behind it.
func itemName(r triage.Ref) string {
	return strings.TrimSuffix(strings.Join([]string{r.Origin, r.OriginID, r.Span}, ":"), ":")
}

func (t *terminal) triageCommands() *cobra.Command {
	return group("triage", "Threats and opportunities, and what was decided of them", t.triageList(), t.triageDecide())
}

// chosenItems are the flags that say of which brand and period.
type chosenItems struct{ client, brand, from, to string }

func (c *chosenItems) flags(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&c.client, "client", "", "client: id, slug or name")
	flags.StringVar(&c.brand, "brand", "", "brand: id or name")
	flags.StringVar(&c.from, "from", "", "first day, YYYY-MM-DD (default: of the month of --to)")
	flags.StringVar(&c.to, "to", "", "last day, YYYY-MM-DD (default: today)")
}

// list is the brand that was named, and its threats and opportunities.
func (c *chosenItems) list(w *agency.Workspace, tx *store.Tx) (*brand.Brand, []triage.Item, error) {
	b, err := brand.Match(tx, c.brand)
	if err != nil {
		return nil, nil, err
	}
	from, to := c.from, c.to
	if to == "" {
		to = tx.Now.Day(w.Zone)
	}
	if from == "" && len(to) == len("2006-01-02") {
		from = to[:len("2006-01")] + "-01"
	}
	items, err := triage.List(tx, triageQuery(w, tx, b.ID, from, to))
	return b, items, err
}

func (t *terminal) triageList() *cobra.Command {
	var chosen chosenItems
	var states, kinds, origins []string
	c := t.command("list", "List threats and opportunities, those not decided first", cobra.NoArgs, func([]string) error {
		found, err := t.match(chosen.client)
		if err != nil {
			return err
		}
		items, err := read(t.Shell, found.ID, func(w *agency.Workspace, tx *store.Tx) ([]triage.Item, error) {
			_, items, err := chosen.list(w, tx)
			return items, err
		})
		if err != nil {
			return err
		}
		items = slices.DeleteFunc(items, func(i triage.Item) bool {
			return !slices.Contains(states, i.State) || !slices.Contains(kinds, i.Kind) || !slices.Contains(origins, i.Origin)
		})
		lines := make([]itemLine, len(items))
		for i := range items {
			lines[i] = itemLineOf(items[i])
		}
		return t.print(map[string][]itemLine{"rows": lines}, func(w io.Writer) {
			for _, i := range items {
				about, what := i.About, i.Text
				if s := i.Stand; s != nil {
					about = s.Target.Metric
					actual := ""
					if s.Actual != nil {
						actual = fmt.Sprint(*s.Actual)
					}
					what = fmt.Sprintf("%s / %v", actual, s.Target.Value)
				}
				line(w, i.State, i.Kind, i.Day, about, what, i.Reason, itemName(i.Ref))
			}
		})
	})
	chosen.flags(c)
	flags := c.Flags()
	flags.StringSliceVar(&states, "state", triage.States, "only these")
	flags.StringSliceVar(&kinds, "kind", []string{triage.Threat, triage.Opportunity}, "only these")
	flags.StringSliceVar(&origins, "origin", []string{triage.Competitor, triage.Community, triage.Target}, "only these")
	return c
}

func (t *terminal) triageDecide() *cobra.Command {
	var chosen chosenItems
	var reason string
	c := t.command("decide STATE ITEM...", "Decide of threats and opportunities that are listed: "+strings.Join(triage.States, ", "), cobra.MinimumNArgs(2), func(args []string) error {
		found, err := t.match(chosen.client)
		if err != nil {
			return err
		}
		state, names := args[0], args[1:]
		decided, err := write(t.Shell, found.ID, func(w *agency.Workspace, tx *store.Tx) ([]triage.Item, error) {
			b, items, err := chosen.list(w, tx)
			if err != nil {
				return nil, err
			}
			refs := make([]triage.Ref, len(names))
			for n, name := range names {
				i := slices.IndexFunc(items, func(i triage.Item) bool { return itemName(i.Ref) == name })
				if i < 0 {
					return nil, triage.NotListed(name)
				}
				refs[n] = items[i].Ref
			}
			if err := triage.Decide(tx, b.ID, refs, state, reason); err != nil {
				return nil, err
			}
			_, items, err = chosen.list(w, tx)
			return slices.DeleteFunc(items, func(i triage.Item) bool { return !slices.Contains(names, itemName(i.Ref)) }), err
		})
		if err != nil {
			return err
		}
		lines := make([]itemLine, len(decided))
		for i := range decided {
			lines[i] = itemLineOf(decided[i])
		}
		return t.print(map[string][]itemLine{"rows": lines}, func(w io.Writer) {
			for _, i := range decided {
				line(w, i.State, i.Kind, i.Day, i.Reason, itemName(i.Ref))
			}
		})
	})
	chosen.flags(c)
	c.Flags().StringVar(&reason, "reason", "", "why; not needed to open again")
	return c
}
