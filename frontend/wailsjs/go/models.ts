export namespace agency {
	
	export interface Span {
	    day: number;
	    from: string;
	    to: string;
	}
	export interface Client {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    name: string;
	    slug: string;
	    currency: string;
	    timezone: string;
	    language: string;
	    office_hours: Span[];
	    team: string[];
	    notes: string;
	    archived: boolean;
	}
	export interface ClientPatch {
	    name?: string;
	    slug?: string;
	    currency?: string;
	    timezone?: string;
	    language?: string;
	    office_hours?: Span[];
	    team?: string[];
	    notes?: string;
	    archived?: boolean;
	}
	export interface Person {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    name: string;
	    initials: string;
	    color: string;
	    roles: string[];
	}
	export interface PersonPatch {
	    name?: string;
	    initials?: string;
	    color?: string;
	    roles?: string[];
	}
	export interface Settings {
	    me: string;
	    language: string;
	    theme: string;
	    client: string;
	    place: string;
	}

}

export namespace app {
	
	export interface Next {
	    undo?: store.Done;
	    redo?: store.Done;
	}
	export interface Start {
	    version: string;
	    folder: string;
	    settings: agency.Settings;
	    clients: agency.Client[];
	    team: agency.Person[];
	}

}

export namespace brand {
	
	export interface Brand {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    name: string;
	    logo: string;
	    color: string;
	    color2: string;
	    sector: string;
	    website: string;
	}
	export interface Channel {
	    id: string;
	    created_at: string;
	    updated_at: string;
	    deleted_at?: string;
	    brand_id: string;
	    platform: string;
	    handle: string;
	    link: string;
	    account: string;
	    since: string;
	    until: string;
	}
	export interface ChannelPatch {
	    platform?: string;
	    handle?: string;
	    link?: string;
	    account?: string;
	    since?: string;
	    until?: string;
	}
	export interface Patch {
	    name?: string;
	    color?: string;
	    color2?: string;
	    sector?: string;
	    website?: string;
	}

}

export namespace store {
	
	export interface Done {
	    id: number;
	    kind: string;
	    ref: string;
	    text: string;
	    who: string;
	    at: string;
	    undone_at?: string;
	}
	export interface Step {
	    done?: Done;
	    before: string;
	    after: string;
	}

}

