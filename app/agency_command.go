package app

import (
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

func (t *terminal) clientCommands() *cobra.Command {
	var patch struct{ currency, timezone, language string }
	add := t.command("add NAME", "Add a client with its first brand", cobra.ExactArgs(1), func(args []string) error {
		p := agency.ClientPatch{Name: &args[0], Currency: &patch.currency, Timezone: &patch.timezone, Language: &patch.language}
		c, err := (&Agency{t.Shell}).AddClient(p, "")
		if err != nil {
			return err
		}
		return t.print(c, func(w io.Writer) { line(w, c.Slug, c.Name, c.ID) })
	})
	add.Flags().StringVar(&patch.currency, "currency", "EUR", "currency, ISO 4217")
	add.Flags().StringVar(&patch.timezone, "timezone", "Europe/Madrid", "time zone")
	add.Flags().StringVar(&patch.language, "language", "en", "language of what is exported: en or es")
	list := t.command("list", "List the clients", cobra.NoArgs, func([]string) error {
		all, err := (&Agency{t.Shell}).Clients()
		if err != nil {
			return err
		}
		return t.print(all, func(w io.Writer) {
			for _, c := range all {
				line(w, c.Slug, c.Name, c.Currency, c.Timezone, c.Language)
			}
		})
	})
	return group("client", "Clients", add, list)
}

func (t *terminal) brandCommands() *cobra.Command {
	var client string
	list := t.command("list", "List the brands of a client", cobra.NoArgs, func([]string) error {
		c, err := t.match(client)
		if err != nil {
			return err
		}
		all, err := (&Brand{t.Shell}).Brands(c.ID)
		if err != nil {
			return err
		}
		return t.print(all, func(w io.Writer) {
			for _, b := range all {
				line(w, b.Name, b.Sector, b.ID)
			}
		})
	})
	list.Flags().StringVar(&client, "client", "", "client: id, slug or name")
	return group("brand", "Brands", list)
}

// channelLine is a channel as scripts know it: its brand by name.
type channelLine struct {
	brand.Channel
	Brand string `json:"brand"`
}

func (t *terminal) channelCommands() *cobra.Command {
	var client, brandName, platform, handle string
	add := t.command("add", "Add a channel to a brand", cobra.NoArgs, func([]string) error {
		c, err := t.match(client)
		if err != nil {
			return err
		}
		added, err := write(t.Shell, c.ID, func(_ *agency.Workspace, tx *store.Tx) (*channelLine, error) {
			b, err := brand.Match(tx, brandName)
			if err != nil {
				return nil, err
			}
			ch, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
			if err != nil {
				return nil, err
			}
			return &channelLine{*ch, b.Name}, nil
		})
		if err != nil {
			return err
		}
		return t.print(added, func(w io.Writer) { line(w, added.Brand, added.Platform, added.Handle, added.ID) })
	})
	add.Flags().StringVar(&platform, "platform", "", "platform, such as instagram")
	add.Flags().StringVar(&handle, "handle", "", "name of the account, such as @brand")
	list := t.command("list", "List the channels of a client", cobra.NoArgs, func([]string) error {
		c, err := t.match(client)
		if err != nil {
			return err
		}
		all, err := read(t.Shell, c.ID, func(_ *agency.Workspace, tx *store.Tx) ([]channelLine, error) {
			return channelLines(tx, brandName)
		})
		if err != nil {
			return err
		}
		return t.print(all, func(w io.Writer) {
			for _, ch := range all {
				line(w, ch.Brand, ch.Platform, ch.Handle, ch.ID)
			}
		})
	})
	for _, c := range []*cobra.Command{add, list} {
		c.Flags().StringVar(&client, "client", "", "client: id, slug or name")
		c.Flags().StringVar(&brandName, "brand", "", "brand: id or name")
	}
	return group("channel", "Channels", add, list)
}

// channelLines lists the channels of a brand, or of all when name is "".
func channelLines(tx *store.Tx, name string) ([]channelLine, error) {
	brands, err := brand.Brands(tx)
	if err != nil {
		return nil, err
	}
	only := ""
	if name != "" {
		b, err := brand.Match(tx, name)
		if err != nil {
			return nil, err
		}
		only = b.ID
	}
	channels, err := brand.Channels(tx, only)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, b := range brands {
		names[b.ID] = b.Name
	}
	lines := []channelLine{}
	for _, c := range channels {
		lines = append(lines, channelLine{c, names[c.BrandID]})
	}
	return lines, nil
}

// checked is what check found in a file.
type checked struct {
	File     string   `json:"file"`
	OK       bool     `json:"ok"`
	Problems []string `json:"problems"`
}

func (t *terminal) checkCommand() *cobra.Command {
	var client string
	check := t.command("check", "Check that the files are sound", cobra.NoArgs, func([]string) error {
		files, err := call(t.Shell, func(a *agency.Agency) ([]checked, error) { return t.check(a, client) })
		if err != nil {
			return err
		}
		broken := 0
		for _, f := range files {
			if !f.OK {
				broken++
			}
		}
		err = t.print(map[string]any{"files": files}, func(w io.Writer) {
			for _, f := range files {
				state := lang.T(t.Shell.language(), "app.sound")
				if !f.OK {
					state = lang.T(t.Shell.language(), "app.broken")
				}
				line(w, f.File, state)
				for _, p := range f.Problems {
					line(w, "", p)
				}
			}
		})
		if err == nil && broken > 0 {
			return fault.New(fault.Damaged, "app.files_broken", broken)
		}
		return err
	})
	check.Flags().StringVar(&client, "client", "", "only this client: id, slug or name")
	return check
}

// check looks at the agency's file and every client's, or at one client's. A
// file that cannot be opened is a problem of that file alone.
func (t *terminal) check(a *agency.Agency, only string) ([]checked, error) {
	files := []checked{}
	add := func(path string, problems []string, err error) {
		if err != nil {
			problems = append(problems, t.say(err))
		}
		if name, relErr := filepath.Rel(a.Dir(), path); relErr == nil {
			path = filepath.ToSlash(name)
		}
		if problems == nil {
			problems = []string{}
		}
		files = append(files, checked{path, len(problems) == 0, problems})
	}
	clients, err := a.Clients(t.ctx())
	if err != nil {
		return nil, err
	}
	if only != "" {
		c, err := a.Match(t.ctx(), only)
		if err != nil {
			return nil, err
		}
		clients = []agency.Client{*c}
	} else {
		problems, err := a.File().Check(t.ctx())
		add(a.File().Path(), problems, err)
	}
	for _, c := range clients {
		var problems []string
		err := a.With(t.ctx(), c.ID, func(w *agency.Workspace) (err error) {
			problems, err = w.File.Check(t.ctx())
			return err
		})
		add(filepath.Join(a.Folder(c.ID), "client.db"), problems, err)
	}
	return files, nil
}
