// Made from openapi.json by: node tools/write-documents.mjs
export interface paths {
    "/api/management/v1/iot-manager/devices/{deviceId}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows the states of a device, by integration
         * @description Shows the states of a device, by integration. Needs `twin:read`.
         */
        get: operations["deviceStates.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/v1/iot-manager/devices/{deviceId}/state/{integrationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows the state of a device in one integration
         * @description Shows the state of a device in one integration. Needs `twin:read`.
         */
        get: operations["deviceStates.find"];
        /**
         * Replaces desired as a whole; tags stay as they are
         * @description Replaces desired as a whole; tags stay as they are. Needs `twin:write`.
         */
        put: operations["deviceStates.replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/v1/iot-manager/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists events and their delivery, newest first
         * @description Lists events and their delivery, newest first. Needs `device:read` for the whole tenant.
         */
        get: operations["menderEvents.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/v1/iot-manager/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything on one page, whatever is asked for
         * @description Everything on one page, whatever is asked for: there is one at most. Needs `device:read`.
         */
        get: operations["menderIntegrations.list"];
        put?: never;
        /**
         * Adds an integration
         * @description Adds an integration. Needs `integration:manage`.
         */
        post: operations["menderIntegrations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/v1/iot-manager/integrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows an integration, its credentials masked
         * @description Shows an integration, its credentials masked. Needs `device:read`.
         */
        get: operations["menderIntegrations.find"];
        put?: never;
        post?: never;
        /**
         * A hub only while no device is in it
         * @description A hub only while no device is in it. Needs `integration:manage`.
         */
        delete: operations["menderIntegrations.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/management/v1/iot-manager/integrations/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Those of another hub move every device there; the old hub is left as it is
         * @description Those of another hub move every device there; the old hub is left as it is. Needs `integration:manage`.
         */
        put: operations["menderIntegrations.replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the grants, by id
         * @description Lists the grants, by id. Needs `access:manage`.
         */
        get: operations["grants.list"];
        put?: never;
        /**
         * Grants a role over something to a user, a token or a claim
         * @description Grants a role over something to a user, a token or a claim. The same grant again answers with the one that is there. Needs `access:manage`.
         */
        post: operations["grants.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access/grants/{grantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes a grant back, with effect from the next request
         * @description Takes a grant back, with effect from the next request. Needs `access:manage`.
         */
        delete: operations["grants.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the groups, by name
         * @description Lists the groups, by name. A group is there as long as a device is in it. Needs `access:manage`.
         */
        get: operations["groups.names"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access/groups/{group}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the devices of a group, by id
         * @description Lists the devices of a group, by id. A group that nobody is in has none. Needs `access:manage`.
         */
        get: operations["groups.devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access/groups/{group}/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts a device into a group
         * @description Puts a device into a group. May be repeated. Needs `access:manage`.
         */
        put: operations["groups.join"];
        post?: never;
        /**
         * Takes a device out of a group
         * @description Takes a device out of a group. Needs `access:manage`.
         */
        delete: operations["groups.leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the tokens, by id
         * @description Lists the tokens, by id. Those that have expired are among them. Needs `access:manage`.
         */
        get: operations["tokens.list"];
        put?: never;
        /**
         * Makes a token with its first grant
         * @description Makes a token with its first grant. The token is in this answer and in no other. Needs `access:manage`.
         */
        post: operations["tokens.issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends a token, its grants and its sessions, at once
         * @description Ends a token, its grants and its sessions, at once. Needs `access:manage`.
         */
        delete: operations["tokens.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the dead letters, newest first
         * @description Lists the dead letters, newest first. Needs `device:read` for the whole tenant.
         */
        get: operations["deadLetters.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes letters in once more, oldest first, by the door by which they came; wakes devices that were given up
         * @description Takes letters in once more, oldest first, by the door by which they came; wakes devices that were given up. Needs `deadletter:replay`.
         */
        post: operations["deadLetters.replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{letterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows one letter, with the bytes as they came in for whoever may replay it
         * @description Shows one letter, with the bytes as they came in for whoever may replay it. Needs `device:read` for the whole tenant.
         */
        get: operations["deadLetters.find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{letterId}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lays a letter aside, for a reason that is kept with it
         * @description Lays a letter aside, for a reason that is kept with it. Should it come again it is open again. Needs `deadletter:replay`.
         */
        post: operations["deadLetters.dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{letterId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes one letter in once more
         * @description Takes one letter in once more. Needs `deadletter:replay`.
         */
        post: operations["deadLetters.replayOne"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the devices that the caller may see, by id
         * @description Lists the devices that the caller may see, by id. Filters go together: a device has to pass all of them. Needs `device:read`.
         */
        get: operations["devices.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/rotate-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives some or all devices new keys, one after the other, at the pace that the hub allows
         * @description Gives some or all devices new keys, one after the other, at the pace that the hub allows. A dry run answers how far an earlier request is. Needs `integration:manage`.
         */
        post: operations["keyRotations.askAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows where a device stands, and why
         * @description Shows where a device stands, and why. Needs `device:read`.
         */
        get: operations["devices.find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/modules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the modules of a device, by id
         * @description Lists the modules of a device, by id. They are read from the hub, which costs one of its registry operations. Needs `twin:read`.
         */
        get: operations["modules.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/modules/{moduleId}/twin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows the twin, with its version as ETag
         * @description Shows the twin, with its version as ETag. It is read from the hub; what the hub notes in it is left out. Needs `twin:read`.
         */
        get: operations["twins.findByModuleId"];
        /**
         * Puts desired, tags or both in the place of the present ones, under the same condition as a patch
         * @description Puts desired, tags or both in the place of the present ones, under the same condition as a patch. Needs `twin:write`.
         */
        put: operations["twins.replaceByModuleId"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Merges a patch into desired and tags
         * @description Merges a patch into desired and tags. 428 without If-Match, 412 when it is not the ETag of the twin as it is. Needs `twin:write`.
         */
        patch: operations["twins.patchByModuleId"];
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/modules/{moduleId}/twin/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists who changed the twin, when and how, the newest first
         * @description Lists who changed the twin, when and how, the newest first. Needs `twin:read`.
         */
        get: operations["twins.historyByModuleId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/modules/{moduleId}/twin/history/{editId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes one edit back
         * @description Takes one edit back. 409 where something newer stands in a place that it changed. Needs `twin:write`.
         */
        post: operations["twins.takeBackByModuleId"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/rotate-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a device a new key
         * @description Gives a device a new key. Needs `integration:manage`.
         */
        post: operations["keyRotations.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells the story of a device, oldest line first
         * @description Tells the story of a device, oldest line first. Needs `device:read`.
         */
        get: operations["devices.timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/twin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows the twin, with its version as ETag
         * @description Shows the twin, with its version as ETag. It is read from the hub; what the hub notes in it is left out. Needs `twin:read`.
         */
        get: operations["twins.find"];
        /**
         * Puts desired, tags or both in the place of the present ones, under the same condition as a patch
         * @description Puts desired, tags or both in the place of the present ones, under the same condition as a patch. Needs `twin:write`.
         */
        put: operations["twins.replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Merges a patch into desired and tags
         * @description Merges a patch into desired and tags. 428 without If-Match, 412 when it is not the ETag of the twin as it is. Needs `twin:write`.
         */
        patch: operations["twins.patch"];
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/twin/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists who changed the twin, when and how, the newest first
         * @description Lists who changed the twin, when and how, the newest first. Needs `twin:read`.
         */
        get: operations["twins.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/twin/history/{editId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes one edit back
         * @description Takes one edit back. 409 where something newer stands in a place that it changed. Needs `twin:write`.
         */
        post: operations["twins.takeBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{deviceId}/wake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has the device looked at anew, at once, whatever it waits for
         * @description Has the device looked at anew, at once, whatever it waits for. Needs `device:wake`.
         */
        post: operations["devices.wake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last report
         * @description The last report: what was found, by class. Needs `device:read` for the whole tenant.
         */
        get: operations["drift.report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drift/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mends what earlier runs found, after a look at each device
         * @description Mends what earlier runs found, after a look at each device. Needs `integration:manage`.
         */
        post: operations["driftRuns.apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drift/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All findings as a file
         * @description All findings as a file. Needs `device:read` for the whole tenant.
         */
        get: operations["drift.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drift/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists what was found, page by page
         * @description Lists what was found, page by page. Needs `device:read` for the whole tenant.
         */
        get: operations["drift.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drift/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Brings in the devices that were in the fleet before it was connected
         * @description Brings in the devices that were in the fleet before it was connected. Needs `integration:manage`.
         */
        post: operations["driftRuns.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drift/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the runs, newest first
         * @description Lists the runs, newest first. Needs `device:read` for the whole tenant.
         */
        get: operations["driftRuns.list"];
        put?: never;
        /**
         * Compares now, and mends what it finds unless it is a dry run
         * @description Compares now, and mends what it finds unless it is a dry run. Needs `integration:manage`.
         */
        post: operations["driftRuns.sweep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drift/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a run
         * @description Shows a run: how far it is, and what it found. Needs `device:read` for the whole tenant.
         */
        get: operations["driftRuns.find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drift/runs/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets a held run go on, however many devices it takes out of the hub
         * @description Lets a held run go on, however many devices it takes out of the hub. Needs `integration:manage`.
         */
        post: operations["driftRuns.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drift/runs/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends a run that is held or under way; nothing more of it is done
         * @description Ends a run that is held or under way; nothing more of it is done. Needs `integration:manage`.
         */
        post: operations["driftRuns.drop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the senders of webhooks
         * @description Lists the senders of webhooks. Needs `integration:manage`.
         */
        get: operations["eventSources.list"];
        put?: never;
        /**
         * Adds a sender of webhooks
         * @description Adds a sender of webhooks. Its secret is in this answer and in no other. Needs `integration:manage`.
         */
        post: operations["eventSources.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a sender of webhooks
         * @description Removes a sender of webhooks. What came from it stays. Needs `integration:manage`.
         */
        delete: operations["eventSources.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-sources/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a sender a new secret
         * @description Gives a sender a new secret. The old one stays valid for the overlap, so that no webhook is refused meanwhile; the one before it ends within a second. Needs `integration:manage`.
         */
        post: operations["eventSources.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the event log, newest line first
         * @description Lists the event log, newest line first. It holds what was told of devices, what was done, and how it ended. Needs `device:read` for the whole tenant.
         */
        get: operations["events.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows the connection to the fleet manager, its token masked
         * @description Shows the connection to the fleet manager, its token masked. Needs `integration:manage`.
         */
        get: operations["fleet.find"];
        /**
         * Connects the fleet manager, or changes how
         * @description Connects the fleet manager, or changes how. If-Match is needed where there is a connection to change. Devices that waited for it go on at once. Needs `integration:manage`.
         */
        put: operations["fleet.connect"];
        post?: never;
        /**
         * Disconnects the fleet manager
         * @description Disconnects the fleet manager. Devices keep what was delivered; from then on the events alone count, and deliveries wait. Needs `integration:manage`.
         */
        delete: operations["fleet.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tries the connection to the fleet manager
         * @description Tries the connection to the fleet manager: asks for one device with the token. Needs `integration:manage`.
         */
        post: operations["fleet.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hub-budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows how much of what the hub allows is used
         * @description Shows how much of what the hub allows is used. By category: the operations of the last minute, and what waits by lane; and the time that the backlog will take. Needs `device:read` for the whole tenant.
         */
        get: operations["hubBudget.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the hub connections of the tenant
         * @description Lists the hub connections of the tenant: one or none. Needs `integration:manage`.
         */
        get: operations["integrations.list"];
        put?: never;
        /**
         * Connects a hub
         * @description Connects a hub. Devices that waited for one go on at once. Needs `integration:manage`.
         */
        post: operations["integrations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a hub connection, its credentials masked
         * @description Shows a hub connection, its credentials masked. Needs `integration:manage`.
         */
        get: operations["integrations.find"];
        put?: never;
        post?: never;
        /**
         * Removes a hub connection
         * @description Removes a hub connection. Without `detach`, only while no device is in the hub. Needs `integration:manage`.
         */
        delete: operations["integrations.remove"];
        options?: never;
        head?: never;
        /**
         * Describes a hub
         * @description Describes a hub: name, description, and what it was bought as. Workers take a changed edition up with their next call. Needs `integration:manage`.
         */
        patch: operations["integrations.describe"];
        trace?: never;
    };
    "/api/v1/integrations/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replaces the credentials of a hub
         * @description Replaces the credentials of a hub. Those of another hub are refused with a plan until they are confirmed. Needs `integration:manage`.
         */
        put: operations["integrations.replaceCredentials"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pauses a hub connection
         * @description Pauses a hub connection. The hub is left alone until it is resumed; events are still taken. Needs `integration:manage`.
         */
        post: operations["integrations.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resumes a hub connection
         * @description Resumes a hub connection. Devices that waited go on at once. Needs `integration:manage`.
         */
        post: operations["integrations.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in to the hub and says which rights are missing
         * @description Signs in to the hub and says which rights are missing. Changes nothing there. Needs `integration:manage`.
         */
        post: operations["integrations.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells the caller who it is and what it may do
         * @description Tells the caller who it is and what it may do. Needs a caller who signed in.
         */
        get: operations["me.me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows how many devices are in which state, and why
         * @description Shows how many devices are in which state, and why. Needs `device:read` for the whole tenant.
         */
        get: operations["overview.now"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows the same figures over time, oldest first, as a worker counted them
         * @description Shows the same figures over time, oldest first, as a worker counted them. Needs `device:read` for the whole tenant.
         */
        get: operations["overview.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows the queue in terms of devices
         * @description Shows the queue in terms of devices. How many jobs there are, which devices a pass is at work on, for which the relay rings next, and what devices wait for. Needs `integration:manage`.
         */
        get: operations["queue.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells in which ways one may sign in here
         * @description Tells in which ways one may sign in here. Open to all.
         */
        get: operations["session.ways"];
        put?: never;
        /**
         * Turns a token of ours into a session
         * @description Turns a token of ours into a session. Open to all.
         */
        post: operations["session.withToken"];
        /**
         * Signs out
         * @description Signs out. The session ends here, whoever still has its cookie. Needs a caller who signed in.
         */
        delete: operations["session.end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Takes the browser back from the identity provider
         * @description Takes the browser back from the identity provider. It then has a session, and goes on where it began. Open to all.
         */
        get: operations["session.finish"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sends the browser to the identity provider
         * @description Sends the browser to the identity provider. Open to all.
         */
        get: operations["session.begin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/simulation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows how many simulated devices there are, and what is broken
         * @description Shows how many simulated devices there are, and what is broken. Needs `integration:manage`.
         */
        get: operations["simulation.look"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/simulation/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accepts, rejects, dismisses or decommissions devices, as an administrator of the fleet manager does
         * @description Accepts, rejects, dismisses or decommissions devices, as an administrator of the fleet manager does. Needs `integration:manage`.
         */
        post: operations["simulation.change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/simulation/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the devices of the simulated fleet manager by id, each beside what Lockstep knows of it
         * @description Lists the devices of the simulated fleet manager by id, each beside what Lockstep knows of it. Needs `integration:manage`.
         */
        get: operations["simulation.list"];
        put?: never;
        /**
         * Has new devices ask to be let in
         * @description Has new devices ask to be let in. Needs `integration:manage`.
         */
        post: operations["simulation.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/simulation/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Mends everything
         * @description Mends everything. Needs `integration:manage`.
         */
        delete: operations["simulation.mendAll"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/simulation/faults/{fault}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Breaks something
         * @description Breaks something. Of the faults of the hub one stands at a time: another takes its place. Needs `integration:manage`.
         */
        put: operations["simulation.break"];
        post?: never;
        /**
         * Mends one thing
         * @description Mends one thing. Needs `integration:manage`.
         */
        delete: operations["simulation.mend"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Opens a stream of what happens, from now on or from where the header Last-Event-ID says
         * @description Opens a stream of what happens, from now on or from where the header Last-Event-ID says. A client may hear of the same line twice. Needs `device:read`.
         */
        get: operations["stream.open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells that the process answers
         * @description Tells that the process answers. Open to all.
         */
        get: operations["health.live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells whether events can be stored
         * @description Tells whether events can be stored: the database answers, its tables fit, and no stop began. Without the queue it is degraded: events are taken in and wait. The hub is not asked. Open to all.
         */
        get: operations["health.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/startupz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells that the start is over
         * @description Tells that the start is over. Nothing is answered before. Open to all.
         */
        get: operations["health.up"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{sourceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes an event from a fleet manager, and answers once it is stored
         * @description Takes an event from a fleet manager, and answers once it is stored. 401 without a valid signature, and 429 after many of those; 413 above 1 MiB, 503 while nothing can be stored. Open to all.
         */
        post: operations["webhooks.take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What keeps every device from going on, since when. It is tried every few seconds whether it is over. */
        ConnectionTrouble: {
            /** @enum {string} */
            reason: "as-wanted" | "nothing-wanted" | "missing-on-hub" | "already-on-hub" | "should-be-enabled" | "should-be-disabled" | "should-be-gone" | "connection-not-delivered" | "deployed-before-recorded" | "rotation-wanted" | "next-key-confirmed" | "reported-by-device" | "no-hub-connection" | "hub-replaced" | "hub-paused" | "no-fleet-connection" | "gone-without-a-word" | "not-reported-yet" | "still-moving" | "newer-event" | "leased-elsewhere" | "hub-is-busy" | "hub-is-away" | "hub-outcome-unknown" | "hub-refuses-credentials" | "hub-changed-underneath" | "hub-refuses-device" | "hub-is-full" | "hub-quota-used-up" | "hub-turn-is-later" | "hub-budget-is-away" | "hub-answer-unreadable" | "fleet-is-away" | "fleet-is-busy" | "fleet-refuses-credentials" | "fleet-refuses-configuration" | "lease-lost" | "key-missing";
            sentence: string;
            detail: string;
            /** Format: date-time */
            since: string;
        };
        DeadLetter: {
            id: string;
            sourceId: string;
            deviceId: string | null;
            reason: string;
            /** @description The reason as a sentence, with details where there are some. */
            why: string;
            detail: string;
            /** @description How often it came, or how often its device was given up. */
            attempts: number;
            /** Format: date-time */
            firstAt: string;
            /** Format: date-time */
            lastAt: string;
            /** @description How it was answered; null while it is open. Revived: its device went on by an event. */
            answer: {
                /** @enum {string} */
                how: "replayed" | "dismissed" | "revived";
                /** Format: date-time */
                at: string;
                by: string;
                note: string | null;
            } | null;
        };
        DeadLetterPage: {
            items: components["schemas"]["DeadLetter"][];
        };
        /** @description A JSON merge patch (RFC 7396): null empties. What is left of sku and units must be both or none. */
        DescriptionPatch: {
            name?: string | null;
            description?: string | null;
            /** @description What the hub was bought as, said together with units; null: then its limits are learnt. The basic editions (B1 to B3) have no twins. */
            sku?: ("F1" | "S1" | "S2" | "S3") | null;
            units?: number | null;
        };
        Device: {
            deviceId: string;
            /** @description The groups that it is in, in their order. */
            groups: string[];
            /** @enum {string} */
            status: "accepted" | "preauthorized" | "rejected" | "noauth" | "pending" | "decommissioned";
            /** @enum {string} */
            hubStatus: "enabled" | "disabled" | "absent" | "unknown";
            /** @enum {string} */
            sync: "in-sync" | "waiting" | "failing" | "dead";
            reason: string | null;
            /** @description The reason as a sentence, with details where there are some. */
            why: string | null;
            deliveredKey: number | null;
            confirmedKey: number | null;
            attempts: number;
            nextLookAt: string | null;
            /** Format: date-time */
            updatedAt: string;
            /** @description What the caller may do with it. */
            may: ("device:read" | "twin:read" | "twin:write" | "device:wake" | "integration:manage" | "deadletter:replay" | "access:manage")[];
        };
        DevicePage: {
            items: components["schemas"]["Device"][];
        };
        DismissRequest: {
            /** @description Why nothing is to be done about it. */
            reason: string;
        };
        DriftApplyRequest: {
            /**
             * @description Only findings of this class. Without it and without devices: all but those that were in the fleet before.
             * @enum {string}
             */
            class?: "lost-event" | "missing-in-hub" | "extra-in-hub" | "status-differs" | "identity-replaced" | "not-delivered" | "delivery-overwritten" | "not-imported";
            /** @description Only findings of these devices. */
            deviceIds?: string[];
        };
        DriftFinding: {
            id: string;
            deviceId: string;
            /** @enum {string} */
            class: "lost-event" | "missing-in-hub" | "extra-in-hub" | "status-differs" | "identity-replaced" | "not-delivered" | "delivery-overwritten" | "not-imported";
            /** @description What the class means. */
            sentence: string;
            /** @description What is the case with this device. */
            detail: string;
            /**
             * @description What mending it takes away from the device in the hub.
             * @enum {string}
             */
            harm: "none" | "disable" | "delete";
            /**
             * @description told: given to the pass of the device. closed: a later run did not find it any more.
             * @enum {string}
             */
            state: "open" | "told" | "closed";
            /** Format: uuid */
            runId: string;
            /** Format: date-time */
            firstAt: string;
            /** Format: date-time */
            lastAt: string;
        };
        DriftFindingPage: {
            items: components["schemas"]["DriftFinding"][];
        };
        DriftReport: {
            /** @description The last sweep, dry or not. */
            lastRun: components["schemas"]["DriftRun"] | null;
            running: components["schemas"]["DriftRun"] | null;
            /** @description The run that waits for an operator. */
            held: components["schemas"]["DriftRun"] | null;
            classes: {
                /** @enum {string} */
                class: "lost-event" | "missing-in-hub" | "extra-in-hub" | "status-differs" | "identity-replaced" | "not-delivered" | "delivery-overwritten" | "not-imported";
                sentence: string;
                open: number;
                told: number;
            }[];
            /** @description What an import would do, by what the fleet says of the devices. */
            imports: {
                status: string;
                devices: number;
                does: string;
            }[];
        };
        DriftRun: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "sweep" | "import" | "apply";
            dryRun: boolean;
            /**
             * @description A held run waits for an operator and changes nothing.
             * @enum {string}
             */
            state: "running" | "held" | "done" | "failed" | "dropped";
            /** @enum {string} */
            phase: "list" | "survey" | "compare" | "confirm" | "mend";
            /** @description Devices that the phase has looked at, how many there are, and how long the rest of it takes. */
            progress: {
                done: number;
                total: number | null;
                secondsLeft: number | null;
            };
            /**
             * @description How much of the fleet was listed.
             * @enum {string}
             */
            fleet: "unseen" | "partly" | "whole";
            /**
             * @description How much of the hub was surveyed. A large hub whose counts fit is not surveyed each time.
             * @enum {string}
             */
            hub: "unseen" | "partly" | "whole";
            /** @description Findings by class; null before the run ended. */
            found: {
                [key: string]: number;
            } | null;
            /** @description Findings that were given to the passes of their devices. */
            mended: number;
            /** @description What it waits for, or could not see. */
            detail: string | null;
            /** @description Null when it was its time. */
            askedBy: string | null;
            approvedBy: string | null;
            /** Format: date-time */
            beganAt: string;
            endedAt: string | null;
        };
        DriftRunList: {
            items: components["schemas"]["DriftRun"][];
        };
        DriftRunRequest: {
            /**
             * @description True to find out and change nothing.
             * @default false
             */
            dryRun: boolean;
        };
        Event: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "event" | "twin-changed" | "began" | "done" | "waits" | "rests" | "failed" | "died";
            step: string | null;
            reason: string | null;
            sentence: string;
            /** @description The calls to the hub and to the fleet manager that led to it. By its request id whoever runs that system finds a call too. */
            calls: {
                /** @enum {string} */
                system: "hub" | "fleet";
                operation: string;
                /** @description Null when no answer came. */
                status: number | null;
                ms: number;
                requestId: string | null;
            }[];
            deviceId: string;
        };
        EventPage: {
            items: components["schemas"]["Event"][];
        };
        EventSource: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "mender" | "standard-webhooks";
            /** @description Where webhooks are sent, relative to the API. */
            address: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Until then the secret before the last rotation is valid too. */
            previousSecretUntil: string | null;
        };
        EventSourceList: {
            items: components["schemas"]["EventSource"][];
        };
        EventSourceWithSecret: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "mender" | "standard-webhooks";
            /** @description Where webhooks are sent, relative to the API. */
            address: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Until then the secret before the last rotation is valid too. */
            previousSecretUntil: string | null;
            /** @description Shown this once. Put it into the sender now. */
            secret: string;
        };
        FleetConnection: {
            url: string;
            maskedToken: string;
            /** @description Null while all is well, as far as we know. */
            trouble: components["schemas"]["ConnectionTrouble"] | null;
            version: number;
        };
        FleetConnectionRequest: {
            /** @description The root of the fleet manager, such as https://hosted.mender.io. Private addresses are allowed; link-local ones and the platform services of clouds are not. */
            url: string;
            /**
             * Format: password
             * @description A personal access token of a user who may see devices and their configuration.
             */
            token: string;
        };
        FleetTest: {
            /** @description True when the fleet manager showed its list of devices. */
            ok: boolean;
            trouble: components["schemas"]["Trouble"] | null;
        };
        Grant: {
            /** Format: uuid */
            id: string;
            subject: {
                /** @enum {string} */
                kind: "user";
                id: string;
            } | {
                /** @enum {string} */
                kind: "token";
                /** Format: uuid */
                id: string;
            } | {
                /** @enum {string} */
                kind: "claim";
                name: string;
                value: string;
            };
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            scope: {
                /** @enum {string} */
                kind: "all";
            } | {
                /** @enum {string} */
                kind: "group";
                group: string;
            } | {
                /** @enum {string} */
                kind: "device";
                deviceId: string;
            };
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
        };
        GrantPage: {
            items: components["schemas"]["Grant"][];
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        HubBudget: {
            hostName: string;
            /** @description What the hub was bought as; null where nobody said: then its limits are learnt. */
            edition: {
                /** @enum {string} */
                sku: "F1" | "S1" | "S2" | "S3";
                units: number;
            } | null;
            categories: {
                /** @enum {string} */
                category: "registry" | "twin-reads" | "twin-updates" | "queries";
                /** @description Operations a minute that we allow ourselves now. */
                allowedPerMinute: number;
                /** @description Operations in the last 60 s, of all workers together. */
                used: number;
                /** @description Calls that the hub refused in the last 60 s for want of budget. */
                refused: number;
                /** @description Calls that wait, by what they are for. */
                waiting: {
                    [key: string]: number;
                };
                /** @description Nothing goes until then, as the hub asked. */
                closedUntil: string | null;
            }[];
            /** @description Nobody calls the hub until somebody resumes it. */
            paused: boolean;
            /** @description The breaker: what keeps the hub from being called at all; null while it is closed. */
            trouble: components["schemas"]["ConnectionTrouble"] | null;
            /** @description Devices that the hub does not hold yet as the fleet wants them, and how long it takes to change them at this pace. */
            backlog: {
                devices: number;
                seconds: number;
            };
        };
        /** @description How to sign in to the hub: the connection string of a shared access policy with registry read, registry write and service connect, or Entra ID. A certificate is PEM with its private key. */
        HubCredentials: {
            /** @enum {string} */
            kind: "connection-string";
            /** Format: password */
            connectionString: string;
            /**
             * Format: password
             * @description With the other key of the same policy: then either key can be regenerated in the portal while we work.
             */
            secondConnectionString?: string;
        } | {
            /** @enum {string} */
            kind: "client-secret";
            /** @description The host of the hub, such as my-hub.azure-devices.net. */
            hostName: string;
            /** Format: uuid */
            tenantId: string;
            /** Format: uuid */
            clientId: string;
            /** Format: password */
            clientSecret: string;
        } | {
            /** @enum {string} */
            kind: "certificate";
            /** @description The host of the hub, such as my-hub.azure-devices.net. */
            hostName: string;
            /** Format: uuid */
            tenantId: string;
            /** Format: uuid */
            clientId: string;
            /** Format: password */
            certificate: string;
        } | {
            /** @enum {string} */
            kind: "workload-identity";
            /** @description The host of the hub, such as my-hub.azure-devices.net. */
            hostName: string;
            /** @default null */
            clientId: string | null;
        } | {
            /** @enum {string} */
            kind: "managed-identity";
            /** @description The host of the hub, such as my-hub.azure-devices.net. */
            hostName: string;
            /** @default null */
            clientId: string | null;
        };
        HubTest: {
            ok: boolean;
            rights: {
                /** @enum {string} */
                registryRead: "granted" | "missing" | "unknown";
                /** @enum {string} */
                registryWrite: "granted" | "missing" | "unknown";
                /** @enum {string} */
                serviceConnect: "granted" | "missing" | "unknown";
            };
            missing: ("registryRead" | "registryWrite" | "serviceConnect")[];
            trouble: components["schemas"]["Trouble"] | null;
        };
        Integration: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string;
            hostName: string;
            credentials: {
                /** @enum {string} */
                kind: "shared-access-policy" | "client-secret" | "certificate" | "workload-identity" | "managed-identity";
                policyName: string | null;
                tenantId: string | null;
                clientId: string | null;
                /** @description The first characters of the secret and a cover, or null where there is none to tell apart. */
                maskedSecret: string | null;
            };
            /** @description What the hub was bought as; null where nobody said: then its limits are learnt. */
            sku: ("F1" | "S1" | "S2" | "S3") | null;
            units: number | null;
            paused: boolean;
            /** @description Null while all is well, as far as we know. */
            trouble: components["schemas"]["ConnectionTrouble"] | null;
            /** @description Rises with every change; the ETag is made of it. */
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        IntegrationList: {
            items: components["schemas"]["Integration"][];
        };
        KeyRotation: {
            deviceId: string;
            /**
             * @description `under-way`: it was asked for before, and the device has not reported its new key yet.
             * @enum {string}
             */
            rotation: "asked" | "under-way";
        };
        KeyRotations: {
            dryRun: boolean;
            /** @description Devices that get another key by this request, or would. */
            toRotate: number;
            /** @description Devices that were about to get one before. */
            underWay: number;
            /** @description Devices without a key: not in the hub, or signing in with a certificate. */
            without: number;
        };
        KeyRotationsRequest: {
            /** @description The devices of this group. */
            group?: string;
            /**
             * @description Every device of the tenant.
             * @enum {boolean}
             */
            all?: true;
            /**
             * @description Only count.
             * @default false
             */
            dryRun: boolean;
        };
        Me: {
            tenantId: string;
            /** @description Names the caller for good: `token:<id>` or `user:<id>`. */
            subject: string;
            name: string;
            grants: {
                /** @enum {string} */
                role: "viewer" | "operator" | "admin";
                scope: {
                    /** @enum {string} */
                    kind: "all";
                } | {
                    /** @enum {string} */
                    kind: "group";
                    group: string;
                } | {
                    /** @enum {string} */
                    kind: "device";
                    deviceId: string;
                };
            }[];
            /** @description What may be done to something. */
            permissions: ("device:read" | "twin:read" | "twin:write" | "device:wake" | "integration:manage" | "deadletter:replay" | "access:manage")[];
            /** @description What may be done to the whole tenant. */
            everywhere: ("device:read" | "twin:read" | "twin:write" | "device:wake" | "integration:manage" | "deadletter:replay" | "access:manage")[];
            /** @description Whether the fleet is simulated here and may be changed and broken by hand: then `/api/v1/simulation` is there. */
            simulated: boolean;
        };
        /** @description Of an IoT Hub (sas, with connection_string) or of a webhook (http). */
        MenderCredentials: {
            /** @enum {string} */
            type: "sas" | "aws" | "http";
            /** Format: password */
            connection_string?: string;
            http?: {
                url: string;
                /**
                 * Format: password
                 * @description Hexadecimal. What is sent is signed with the bytes that it says; without it, it is not signed.
                 */
                secret?: string;
            };
        };
        /** @description The twin of a device without the notes of the hub. Numbers keep every digit. */
        MenderDeviceState: {
            desired: {
                [key: string]: unknown;
            } | null;
            reported: {
                [key: string]: unknown;
            } | null;
        };
        MenderEvent: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            type: "device-provisioned" | "device-status-changed" | "device-decommissioned";
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            time: string;
            delivery_statuses?: {
                /** Format: uuid */
                integration_id: string;
                success: boolean;
                error?: string;
                status_code?: number;
            }[];
        };
        MenderIntegration: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            provider: "iot-hub" | "webhook";
            credentials: {
                /** @enum {string} */
                type: "sas" | "http";
                /** @description Masked. */
                connection_string?: string;
                http?: {
                    url: string;
                    /** @description Masked. */
                    secret?: string;
                };
            };
            description?: string;
        };
        ModuleList: {
            items: {
                moduleId: string;
                /** @description What made it, such as iotEdge; null where nothing is said. */
                managedBy: string | null;
                connectionState: string | null;
                /** @description When the hub last heard of it; null when it never did. */
                lastActivityAt: string | null;
            }[];
        };
        NamePage: {
            items: string[];
        };
        NewEventSource: {
            /** @enum {string} */
            kind: "mender" | "standard-webhooks";
            /**
             * Format: password
             * @description Made here when none is given. Mender: at least 32 hexadecimal digits. Standard Webhooks: whsec_ and base64 of at least 16 bytes.
             */
            secret?: string;
        };
        /** @description A role over a scope, for a user, a token, or everybody of whom the identity provider claims something. */
        NewGrant: {
            subject: {
                /** @enum {string} */
                kind: "user";
                id: string;
            } | {
                /** @enum {string} */
                kind: "token";
                /** Format: uuid */
                id: string;
            } | {
                /** @enum {string} */
                kind: "claim";
                name: string;
                value: string;
            };
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            scope: {
                /** @enum {string} */
                kind: "all";
            } | {
                /** @enum {string} */
                kind: "group";
                group: string;
            } | {
                /** @enum {string} */
                kind: "device";
                deviceId: string;
            };
        };
        NewIntegration: {
            /** @default  */
            name: string;
            /** @default  */
            description: string;
            /**
             * @description What the hub was bought as, said together with units; null: then its limits are learnt. The basic editions (B1 to B3) have no twins.
             * @default null
             */
            sku: ("F1" | "S1" | "S2" | "S3") | null;
            /** @default null */
            units: number | null;
            credentials: components["schemas"]["HubCredentials"];
        };
        /** @description Members that are not known here, an id too, are ignored. */
        NewMenderIntegration: {
            /** @enum {string} */
            provider: "iot-hub" | "iot-core" | "webhook";
            credentials: components["schemas"]["MenderCredentials"];
            /** @default  */
            description: string;
        };
        NewToken: {
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            /**
             * @description How far the role reaches: the whole tenant unless said otherwise.
             * @default {
             *       "kind": "all"
             *     }
             */
            scope: {
                /** @enum {string} */
                kind: "all";
            } | {
                /** @enum {string} */
                kind: "group";
                group: string;
            } | {
                /** @enum {string} */
                kind: "device";
                deviceId: string;
            };
            /** @description Without it the token is valid until it is revoked. */
            expiresInDays?: number;
        };
        Overview: {
            /**
             * Format: date-time
             * @description When it was counted, at most some seconds ago.
             */
            at: string;
            devices: number;
            /** @description Devices by the state that they are in. */
            sync: {
                "in-sync": number;
                waiting: number;
                failing: number;
                dead: number;
            };
            /** @description Devices by their status in the fleet. */
            status: {
                [key: string]: number;
            };
            /** @description Devices by their status in the hub, as far as we know. */
            hubStatus: {
                [key: string]: number;
            };
            /** @description Why devices are in the state that they are in, the most frequent first. Without a reason are those that no pass has seen. */
            reasons: {
                reason: string | null;
                /** @description The reason as a sentence. */
                why: string | null;
                /** @enum {string} */
                sync: "in-sync" | "waiting" | "failing" | "dead";
                devices: number;
            }[];
        };
        OverviewHistory: {
            /**
             * @description How far the items are apart. Where one is missing, nobody counted.
             * @enum {string}
             */
            span: "minute" | "hour";
            items: {
                /** Format: date-time */
                at: string;
                devices: number;
                /** @description Devices by the state that they are in. */
                sync: {
                    "in-sync": number;
                    waiting: number;
                    failing: number;
                    dead: number;
                };
                /** @description Devices by their status in the fleet. */
                status: {
                    [key: string]: number;
                };
            }[];
        };
        Problem: {
            /** @description What kind of problem, as a reference relative to this API: the page says what to do. */
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            /** @description Under this id the log has the rest. */
            traceId: string;
            /** @description Each flaw of the request, and where it is. */
            errors?: {
                pointer?: string;
                parameter?: string;
                detail: string;
            }[];
        } & {
            [key: string]: unknown;
        };
        Queue: {
            /** @description The jobs of the whole installation, whoever they are for; null while the queue does not answer. */
            jobs: {
                /** @description device-events: events in; reconcile-device: rings. */
                queue: string;
                /** @enum {string} */
                state: "waiting" | "active" | "delayed" | "failed";
                jobs: number;
                /** @description The age of the oldest; 0 where there is none. */
                oldestSeconds: number;
            }[] | null;
            underWay: {
                devices: number;
                /** @description The longest under way first. */
                first: {
                    deviceId: string;
                    since: string | null;
                    /** @description Host and process number; null where the worker did not write it down. */
                    worker: string | null;
                    /**
                     * Format: date-time
                     * @description Until then nobody else takes the device. A worker at work renews it.
                     */
                    leaseUntil: string;
                    /** @description Passes that failed in a row. */
                    attempts: number;
                }[];
            };
            /** @description The next first. */
            wakeUps: {
                deviceId: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                sync: "in-sync" | "waiting" | "failing" | "dead";
                reason: string | null;
                /** @description The reason as a sentence. */
                why: string | null;
                /** @description Passes that failed in a row. */
                attempts: number;
            }[];
            /** @description Why devices have a wake-up to come, the most frequent first. Without a reason are those that no pass has seen. */
            awaited: {
                /** @enum {string} */
                sync: "in-sync" | "waiting" | "failing" | "dead";
                reason: string | null;
                /** @description The reason as a sentence. */
                why: string | null;
                devices: number;
                /** @description Those whose wake-up is due. */
                due: number;
                /** Format: date-time */
                nextAt: string;
            }[];
        };
        Readiness: {
            /** @enum {string} */
            status: "ok" | "degraded";
            reasons: {
                /** @enum {string} */
                code: "queue-is-away";
                detail: string;
            }[];
        };
        Replay: {
            /** @description How many letters the request meant when it came in, before the cursor too as far as they are still open. */
            matched: number;
            replayed: number;
            /** @description Letters that stay open, and why. */
            failed: {
                id: string;
                reason: string;
                detail: string;
            }[];
            /** @description Where to go on, while more may follow. */
            next: string | null;
        };
        ReplayRequest: {
            /** @description These letters, answered or not. */
            ids?: string[];
            /**
             * Format: date-time
             * @description Open letters that came last at this moment or later.
             */
            since?: string;
            /**
             * @description Every open letter.
             * @enum {boolean}
             */
            all?: true;
            /** @description Only letters with this reason. */
            reason?: string;
            /** @description Only letters of this source: an event source, `queue`, or `device` for devices that were given up. */
            sourceId?: string;
            /** @description Only letters about this device. */
            deviceId?: string;
            /**
             * @description Only count them.
             * @default false
             */
            dryRun: boolean;
            /**
             * @description How many in this request. Go on with the cursor of the answer.
             * @default 100
             */
            limit: number;
            /** @description The `next` of the answer before. */
            cursor?: string;
        };
        Rotation: {
            /**
             * @description How long the old secret stays valid; 0 ends it within a second.
             * @default 86400
             */
            overlapSeconds: number;
        };
        ShownBytes: {
            /**
             * @description Text where the bytes are UTF-8, base64 otherwise.
             * @enum {string}
             */
            encoding: "text" | "base64";
            content: string;
            /** @description How many there are. */
            bytes: number;
            /** @description True where there are more than 65536, which is as many as are shown. */
            truncated: boolean;
        };
        SignIn: {
            /**
             * Format: password
             * @description A token of this installation.
             */
            token: string;
        };
        SignInWays: {
            ways: ("token" | "identity-provider")[];
        };
        SimulatedChange: {
            changed: number;
        };
        SimulatedChangeRequest: {
            /** @enum {string} */
            action: "accept" | "reject" | "dismiss" | "decommission";
            /** @description These devices. Those that are not there are passed over. */
            deviceIds?: string[];
            /**
             * @description All devices with this status, in place of deviceIds.
             * @enum {string}
             */
            status?: "accepted" | "preauthorized" | "rejected" | "noauth" | "pending";
        };
        SimulatedDevicePage: {
            items: {
                deviceId: string;
                /**
                 * @description In the fleet manager itself.
                 * @enum {string}
                 */
                status: "accepted" | "preauthorized" | "rejected" | "noauth" | "pending";
                /** @description What Lockstep knows of it; null when it never heard of it. */
                known: {
                    /** @enum {string} */
                    status: "accepted" | "preauthorized" | "rejected" | "noauth" | "pending" | "decommissioned";
                    /** @enum {string} */
                    hubStatus: "enabled" | "disabled" | "absent" | "unknown";
                    /** @enum {string} */
                    sync: "in-sync" | "waiting" | "failing" | "dead";
                    why: string | null;
                } | null;
            }[];
        };
        SimulatedDevices: {
            deviceIds: string[];
        };
        SimulatedDevicesRequest: {
            count: number;
        };
        Simulation: {
            /** @description How many devices the fleet manager has, by status. */
            devices: {
                [key: string]: number;
            };
            /** @description Everything that can be broken, and whether it is. */
            faults: {
                /** @enum {string} */
                fault: "hub-slow" | "hub-throttles" | "hub-away" | "hub-refuses" | "fleet-away" | "webhooks-lost" | "devices-away";
                broken: boolean;
            }[];
        };
        TimelineLine: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "event" | "twin-changed" | "began" | "done" | "waits" | "rests" | "failed" | "died";
            step: string | null;
            reason: string | null;
            sentence: string;
            /** @description The calls to the hub and to the fleet manager that led to it. By its request id whoever runs that system finds a call too. */
            calls: {
                /** @enum {string} */
                system: "hub" | "fleet";
                operation: string;
                /** @description Null when no answer came. */
                status: number | null;
                ms: number;
                requestId: string | null;
            }[];
        };
        TimelinePage: {
            items: components["schemas"]["TimelineLine"][];
        };
        Token: {
            /** Format: uuid */
            id: string;
            name: string;
            grants: {
                /** @enum {string} */
                role: "viewer" | "operator" | "admin";
                scope: {
                    /** @enum {string} */
                    kind: "all";
                } | {
                    /** @enum {string} */
                    kind: "group";
                    group: string;
                } | {
                    /** @enum {string} */
                    kind: "device";
                    deviceId: string;
                };
            }[];
            createdBy: string | null;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** @description Right to the minute; null until it is used. */
            lastUsedAt: string | null;
        };
        TokenPage: {
            items: components["schemas"]["Token"][];
        };
        TokenWithSecret: {
            /** Format: uuid */
            id: string;
            name: string;
            grants: {
                /** @enum {string} */
                role: "viewer" | "operator" | "admin";
                scope: {
                    /** @enum {string} */
                    kind: "all";
                } | {
                    /** @enum {string} */
                    kind: "group";
                    group: string;
                } | {
                    /** @enum {string} */
                    kind: "device";
                    deviceId: string;
                };
            }[];
            createdBy: string | null;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** @description Right to the minute; null until it is used. */
            lastUsedAt: string | null;
            /** @description Shown this once. */
            token: string;
        };
        /** @description What is the matter, named as it would be for a device. */
        Trouble: {
            /** @enum {string} */
            reason: "as-wanted" | "nothing-wanted" | "missing-on-hub" | "already-on-hub" | "should-be-enabled" | "should-be-disabled" | "should-be-gone" | "connection-not-delivered" | "deployed-before-recorded" | "rotation-wanted" | "next-key-confirmed" | "reported-by-device" | "no-hub-connection" | "hub-replaced" | "hub-paused" | "no-fleet-connection" | "gone-without-a-word" | "not-reported-yet" | "still-moving" | "newer-event" | "leased-elsewhere" | "hub-is-busy" | "hub-is-away" | "hub-outcome-unknown" | "hub-refuses-credentials" | "hub-changed-underneath" | "hub-refuses-device" | "hub-is-full" | "hub-quota-used-up" | "hub-turn-is-later" | "hub-budget-is-away" | "hub-answer-unreadable" | "fleet-is-away" | "fleet-is-busy" | "fleet-refuses-credentials" | "fleet-refuses-configuration" | "lease-lost" | "key-missing";
            sentence: string;
            detail: string;
        };
        Twin: {
            deviceId: string;
            moduleId?: string;
            etag: string;
            /** @description Counts the writes to desired and tags. */
            version: number;
            desiredVersion: number | null;
            reportedVersion: number | null;
            status: ("enabled" | "disabled") | null;
            connectionState: string | null;
            /** @description When the hub last heard of it; null when it never did. */
            lastActivityAt: string | null;
            desired: {
                [key: string]: unknown;
            };
            reported: {
                [key: string]: unknown;
            };
            tags: {
                [key: string]: unknown;
            };
        };
        TwinEdit: {
            id: string;
            /** Format: date-time */
            at: string;
            by: string;
            /** @enum {string} */
            kind: "edit" | "undo";
            undoes: string | null;
            /** @enum {string} */
            state: "begun" | "done" | "refused" | "unknown";
            changes: {
                at: string;
                before?: unknown;
                after?: unknown;
            }[];
            versionBefore: number;
            etagBefore: string;
            etagAfter: string | null;
        };
        TwinHistory: {
            items: components["schemas"]["TwinEdit"][];
        };
        WebhookResult: {
            /** @enum {string} */
            result: "accepted" | "repeated" | "buried";
        };
        WholeDeadLetter: {
            id: string;
            sourceId: string;
            deviceId: string | null;
            reason: string;
            /** @description The reason as a sentence, with details where there are some. */
            why: string;
            detail: string;
            /** @description How often it came, or how often its device was given up. */
            attempts: number;
            /** Format: date-time */
            firstAt: string;
            /** Format: date-time */
            lastAt: string;
            /** @description How it was answered; null while it is open. Revived: its device went on by an event. */
            answer: {
                /** @enum {string} */
                how: "replayed" | "dismissed" | "revived";
                /** Format: date-time */
                at: string;
                by: string;
                note: string | null;
            } | null;
            /** @description The bytes as they came in. Null without the permission deadletter:replay, for they may hold anything; and where the letter is about a device. */
            raw: components["schemas"]["ShownBytes"] | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "deviceStates.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state by the id of each integration; empty where the device is in no hub. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: components["schemas"]["MenderDeviceState"];
                    };
                };
            };
            /** @description Authorization not present in header */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description user identity missing from authorization token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description device not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description At most 12000 requests in 60 s. Try again in 12 s. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description The database cannot be reached. Try again in a moment; whatever was sent may be sent again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
        };
    };
    "deviceStates.find": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
                integrationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MenderDeviceState"];
                };
            };
            /** @description integration ID is not a valid UUID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description Authorization not present in header */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description user identity missing from authorization token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description integration not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description At most 12000 requests in 60 s. Try again in 12 s. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description The database cannot be reached. Try again in a moment; whatever was sent may be sent again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
        };
    };
    "deviceStates.replace": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
                integrationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    desired?: {
                        [key: string]: unknown;
                    } | null;
                    reported?: {
                        [key: string]: unknown;
                    } | null;
                };
            };
        };
        responses: {
            /** @description The state as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MenderDeviceState"];
                };
            };
            /** @description malformed request body: … */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description Authorization not present in header */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description user identity missing from authorization token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description integration not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description conflict when updating the device state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description request body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description At most 12000 requests in 60 s. Try again in 12 s. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description The database cannot be reached. Try again in a moment; whatever was sent may be sent again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
        };
    };
    "menderEvents.list": {
        parameters: {
            query?: {
                /** @description Only events that concern this integration. */
                integration_id?: string;
                per_page?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events, the newest first; none while the tenant has no integration. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MenderEvent"][];
                };
            };
            /** @description parameter "per_page" above limit (max: 500) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description Authorization not present in header */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description user identity missing from authorization token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description At most 12000 requests in 60 s. Try again in 12 s. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description The database cannot be reached. Try again in a moment; whatever was sent may be sent again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
        };
    };
    "menderIntegrations.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integrations, secrets masked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MenderIntegration"][];
                };
            };
            /** @description Authorization not present in header */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description user identity missing from authorization token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description At most 12000 requests in 60 s. Try again in 12 s. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description The database cannot be reached. Try again in a moment; whatever was sent may be sent again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
        };
    };
    "menderIntegrations.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMenderIntegration"];
            };
        };
        responses: {
            /** @description It is there. The answer has no body. */
            201: {
                headers: {
                    /** @description Where the integration is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed request body: … */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description Authorization not present in header */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description user identity missing from authorization token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description integration already exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description request body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description At most 12000 requests in 60 s. Try again in 12 s. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description The database cannot be reached. Try again in a moment; whatever was sent may be sent again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
        };
    };
    "menderIntegrations.find": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration, its secret masked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MenderIntegration"];
                };
            };
            /** @description integration ID must be a valid UUID: … */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description Authorization not present in header */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description user identity missing from authorization token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description integration not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description At most 12000 requests in 60 s. Try again in 12 s. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description The database cannot be reached. Try again in a moment; whatever was sent may be sent again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
        };
    };
    "menderIntegrations.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description integration ID must be a valid UUID: … */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description Authorization not present in header */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description user identity missing from authorization token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description integration not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description cannot remove integration in use by devices */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description At most 12000 requests in 60 s. Try again in 12 s. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description The database cannot be reached. Try again in a moment; whatever was sent may be sent again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
        };
    };
    "menderIntegrations.replace": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MenderCredentials"];
            };
        };
        responses: {
            /** @description The credentials are in place. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description malformed request body: … */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description Authorization not present in header */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description user identity missing from authorization token */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description integration not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description request body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description At most 12000 requests in 60 s. Try again in 12 s. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
            /** @description The database cannot be reached. Try again in a moment; whatever was sent may be sent again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What went wrong. */
                        error: string;
                        /** @description As in the header X-MEN-RequestID. */
                        request_id?: string;
                    };
                };
            };
        };
    };
    "grants.list": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of grants, by id. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "grants.add": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGrant"];
            };
        };
        responses: {
            /** @description The grant. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "grants.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                grantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The grant is gone, with effect from the next request. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "groups.names": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of names of groups. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamePage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "groups.devices": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of ids of devices. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamePage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "groups.join": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device is in the group. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "groups.leave": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device is in the group no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tokens.list": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tokens, by id. Those that have expired are among them. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tokens.issue": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description The token. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenWithSecret"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tokens.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is worth nothing any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deadLetters.list": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only letters with this reason. */
                reason?: string;
                /** @description Only letters of this source: an event source, `queue`, or `device` for devices that were given up. */
                sourceId?: string;
                /** @description Only letters about this device. */
                deviceId?: string;
                /** @description Only letters that came last at this moment or later. */
                since?: string;
                /** @description Open letters wait for somebody. */
                state?: "open" | "answered" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of dead letters, newest first. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deadLetters.replay": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deadLetters.find": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letterId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letter. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeDeadLetter"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deadLetters.dismiss": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                letterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DismissRequest"];
            };
        };
        responses: {
            /** @description The letter as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deadLetters.replayOne": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                letterId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "devices.list": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only devices whose id begins with this; letters count as they are. */
                idPrefix?: string;
                /** @description Only devices with this status in the fleet. */
                status?: "accepted" | "preauthorized" | "rejected" | "noauth" | "pending" | "decommissioned";
                /** @description Only devices with this status in the hub, as far as we know. */
                hubStatus?: "enabled" | "disabled" | "absent" | "unknown";
                /** @description Only devices in this state. */
                sync?: "in-sync" | "waiting" | "failing" | "dead";
                /** @description Only devices that are in their state for this reason. */
                reason?: "as-wanted" | "nothing-wanted" | "missing-on-hub" | "already-on-hub" | "should-be-enabled" | "should-be-disabled" | "should-be-gone" | "connection-not-delivered" | "deployed-before-recorded" | "rotation-wanted" | "next-key-confirmed" | "reported-by-device" | "no-hub-connection" | "hub-replaced" | "hub-paused" | "no-fleet-connection" | "gone-without-a-word" | "not-reported-yet" | "still-moving" | "newer-event" | "leased-elsewhere" | "hub-is-busy" | "hub-is-away" | "hub-outcome-unknown" | "hub-refuses-credentials" | "hub-changed-underneath" | "hub-refuses-device" | "hub-is-full" | "hub-quota-used-up" | "hub-turn-is-later" | "hub-budget-is-away" | "hub-answer-unreadable" | "fleet-is-away" | "fleet-is-busy" | "fleet-refuses-credentials" | "fleet-refuses-configuration" | "lease-lost" | "key-missing";
                /** @description Only devices in this group. */
                group?: string;
                /** @description Only devices with this tag of this value, such as site=north or place.hall=3, as their twins were seen last: when read or edited here, and by a sweep of the whole hub. */
                tag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of devices, by id. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicePage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keyRotations.askAll": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRotationsRequest"];
            };
        };
        responses: {
            /** @description How many devices get another key. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyRotations"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "devices.find": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "modules.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The modules, by id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModuleList"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here; The hub shows no such twin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No hub is connected; The hub connection is paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub asks us to slow down; Others are before this request; Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub refuses our credentials; What answers is not the hub */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The hub cannot be reached; The daily quota of the hub is used up; A stored secret cannot be opened; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.findByModuleId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
                moduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The twin. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Twin"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here; The hub shows no such twin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No hub is connected; The hub connection is paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub asks us to slow down; Others are before this request; Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub refuses our credentials; What answers is not the hub */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The hub cannot be reached; The daily quota of the hub is used up; A stored secret cannot be opened; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.replaceByModuleId": {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the twin that you saw. */
                "If-Match": string;
            };
            path: {
                deviceId: string;
                moduleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    desired?: {
                        [key: string]: unknown;
                    };
                    tags?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The twin as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Twin"];
                };
            };
            /** @description The body cannot be read; The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here; The hub shows no such twin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No hub is connected; The hub connection is paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The twin was changed since you saw it; The twin was changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub does not take this; The hub does not take this; Only desired and tags can be written; The twin would be too large; The twin would be too deep; A key of this form cannot be stored; The hub alone writes this key; The key would harm programs that read it; A text is too long; A number is out of range; A list cannot hold null; A twin cannot hold null; This tag is not yours to edit; The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub asks us to slow down; Others are before this request; Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub refuses our credentials; What answers is not the hub */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The hub cannot be reached; The daily quota of the hub is used up; A stored secret cannot be opened; The hub is full; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Read the twin before you try again */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.patchByModuleId": {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the twin that you saw. */
                "If-Match": string;
            };
            path: {
                deviceId: string;
                moduleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    desired?: {
                        [key: string]: unknown;
                    };
                    tags?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The twin as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Twin"];
                };
            };
            /** @description The body cannot be read; The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here; The hub shows no such twin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No hub is connected; The hub connection is paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The twin was changed since you saw it; The twin was changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub does not take this; The hub does not take this; Only desired and tags can be written; The twin would be too large; The twin would be too deep; A key of this form cannot be stored; The hub alone writes this key; The key would harm programs that read it; A text is too long; A number is out of range; A list cannot hold null; A twin cannot hold null; This tag is not yours to edit; The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub asks us to slow down; Others are before this request; Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub refuses our credentials; What answers is not the hub */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The hub cannot be reached; The daily quota of the hub is used up; A stored secret cannot be opened; The hub is full; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Read the twin before you try again */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.historyByModuleId": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                deviceId: string;
                moduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of edits, the newest first. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TwinHistory"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.takeBackByModuleId": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                editId: string;
                deviceId: string;
                moduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The twin as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Twin"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here; The hub shows no such twin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No hub is connected; The hub connection is paused; Something newer stands there; The edit did not take effect; The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The twin was changed since you saw it; The twin was changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub does not take this; The hub does not take this; The twin would be too large; The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub asks us to slow down; Others are before this request; Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub refuses our credentials; What answers is not the hub */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The hub cannot be reached; The daily quota of the hub is used up; A stored secret cannot be opened; The hub is full; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Read the twin before you try again */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keyRotations.ask": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device gets another key. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyRotation"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The device has no key that could be rotated; The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "devices.timeline": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the story, oldest line first. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelinePage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.find": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The twin. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Twin"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here; The hub shows no such twin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No hub is connected; The hub connection is paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub asks us to slow down; Others are before this request; Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub refuses our credentials; What answers is not the hub */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The hub cannot be reached; The daily quota of the hub is used up; A stored secret cannot be opened; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.replace": {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the twin that you saw. */
                "If-Match": string;
            };
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    desired?: {
                        [key: string]: unknown;
                    };
                    tags?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The twin as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Twin"];
                };
            };
            /** @description The body cannot be read; The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here; The hub shows no such twin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No hub is connected; The hub connection is paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The twin was changed since you saw it; The twin was changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub does not take this; The hub does not take this; Only desired and tags can be written; The twin would be too large; The twin would be too deep; A key of this form cannot be stored; The hub alone writes this key; The key would harm programs that read it; A text is too long; A number is out of range; A list cannot hold null; A twin cannot hold null; This tag is not yours to edit; The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub asks us to slow down; Others are before this request; Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub refuses our credentials; What answers is not the hub */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The hub cannot be reached; The daily quota of the hub is used up; A stored secret cannot be opened; The hub is full; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Read the twin before you try again */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.patch": {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the twin that you saw. */
                "If-Match": string;
            };
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    desired?: {
                        [key: string]: unknown;
                    };
                    tags?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The twin as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Twin"];
                };
            };
            /** @description The body cannot be read; The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here; The hub shows no such twin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No hub is connected; The hub connection is paused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The twin was changed since you saw it; The twin was changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub does not take this; The hub does not take this; Only desired and tags can be written; The twin would be too large; The twin would be too deep; A key of this form cannot be stored; The hub alone writes this key; The key would harm programs that read it; A text is too long; A number is out of range; A list cannot hold null; A twin cannot hold null; This tag is not yours to edit; The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub asks us to slow down; Others are before this request; Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub refuses our credentials; What answers is not the hub */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The hub cannot be reached; The daily quota of the hub is used up; A stored secret cannot be opened; The hub is full; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Read the twin before you try again */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.history": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of edits, the newest first. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TwinHistory"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "twins.takeBack": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                editId: string;
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The twin as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Twin"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here; The hub shows no such twin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No hub is connected; The hub connection is paused; Something newer stands there; The edit did not take effect; The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The twin was changed since you saw it; The twin was changed since you saw it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub does not take this; The hub does not take this; The twin would be too large; The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub asks us to slow down; Others are before this request; Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hub refuses our credentials; What answers is not the hub */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The hub cannot be reached; The daily quota of the hub is used up; A stored secret cannot be opened; The hub is full; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Read the twin before you try again */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "devices.wake": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device is looked at next. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "drift.report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What differs, by class, and the runs that say so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftReport"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "driftRuns.apply": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DriftApplyRequest"];
            };
        };
        responses: {
            /** @description A worker begins with it. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftRun"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A run is under way; The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "drift.export": {
        parameters: {
            query?: {
                /** @description Only findings of this class. */
                class?: "lost-event" | "missing-in-hub" | "extra-in-hub" | "status-differs" | "identity-replaced" | "not-delivered" | "delivery-overwritten" | "not-imported";
                /** @description Only findings in this state. Without it, those that are not closed. */
                state?: "open" | "told" | "closed";
                /** @description JSON, one finding a line, or a table with a line of names. */
                format?: "ndjson" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every finding: JSON line by line, or a table. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "drift.list": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only findings of this class. */
                class?: "lost-event" | "missing-in-hub" | "extra-in-hub" | "status-differs" | "identity-replaced" | "not-delivered" | "delivery-overwritten" | "not-imported";
                /** @description Only findings in this state. Without it, those that are not closed. */
                state?: "open" | "told" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of findings. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftFindingPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "driftRuns.import": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DriftRunRequest"];
            };
        };
        responses: {
            /** @description A worker begins with it. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftRun"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A run is under way; The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "driftRuns.list": {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last runs, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftRunList"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "driftRuns.sweep": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DriftRunRequest"];
            };
        };
        responses: {
            /** @description A worker begins with it. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftRun"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A run is under way; The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "driftRuns.find": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run, and how far it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftRun"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "driftRuns.approve": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A worker goes on with it. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftRun"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The run is not held; A run is under way; The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "driftRuns.drop": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run has ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DriftRun"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The run is not held; The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "eventSources.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event sources of the tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventSourceList"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "eventSources.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEventSource"];
            };
        };
        responses: {
            /** @description The event source, with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventSourceWithSecret"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "eventSources.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event source is gone; its webhooks are refused. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "eventSources.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rotation"];
            };
        };
        responses: {
            /** @description The event source, with its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventSourceWithSecret"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A stored secret cannot be opened; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.list": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only lines of this device. */
                deviceId?: string;
                /** @description Only lines of this kind. */
                kind?: "event" | "twin-changed" | "began" | "done" | "waits" | "rests" | "failed" | "died";
                /** @description Only lines from then on. */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the event log, newest line first. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "fleet.find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection, its token masked. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetConnection"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A stored secret cannot be opened; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "fleet.connect": {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you saw; * for whatever it is now. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FleetConnectionRequest"];
            };
        };
        responses: {
            /** @description The connection as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetConnection"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else changed the connection to the fleet manager */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address may not be asked; This secret is masked; The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "fleet.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that you saw; * for whatever it is now. */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else changed the connection to the fleet manager */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "fleet.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it, good or bad. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetTest"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A stored secret cannot be opened; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hubBudget.show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The budget of the hub. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HubBudget"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "integrations.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integrations of the tenant: one or none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationList"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "integrations.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIntegration"];
            };
        };
        responses: {
            /** @description The hub is connected. */
            201: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    /** @description Where the integration is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A hub is connected already; The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The connection string is not valid; The host may not be connected; This secret is masked; The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "integrations.find": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "integrations.remove": {
        parameters: {
            query?: {
                /** @description True to leave the hub as it is, devices included, and forget it here. */
                detach?: "true" | "false";
            };
            header: {
                /** @description The ETag that you saw; * for whatever it is now. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration is gone; the hub is as it was. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Devices are in this hub */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else changed the integration */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "integrations.describe": {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that you saw; * for whatever it is now. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["DescriptionPatch"];
            };
        };
        responses: {
            /** @description The integration as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else changed the integration */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "integrations.replaceCredentials": {
        parameters: {
            query?: {
                /** @description True to move every device to another hub. */
                confirm?: "true" | "false";
            };
            header: {
                /** @description The ETag that you saw; * for whatever it is now. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HubCredentials"];
            };
        };
        responses: {
            /** @description The integration as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description These are the credentials of another hub */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else changed the integration */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The connection string is not valid; The host may not be connected; This secret is masked; The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Say which version you saw */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "integrations.pause": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw; * for whatever it is now. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else changed the integration */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "integrations.resume": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
                /** @description The ETag that you saw; * for whatever it is now. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The integration as it is now. */
            200: {
                headers: {
                    /** @description The version of the resource, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else changed the integration */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "integrations.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it, good or bad. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HubTest"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host may not be connected; The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A stored secret cannot be opened; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "me.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who the caller is and what it may do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "overview.now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fleet in figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "overview.history": {
        parameters: {
            query?: {
                /** @description How far back. Up to 24 hours there is an item for each minute, beyond that for each hour. */
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures of the past. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewHistory"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "queue.show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue, some seconds old at most. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ways to sign in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInWays"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.withToken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description The browser has a session. */
            204: {
                headers: {
                    /** @description The session. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The browser has a session, and goes on where it began. */
            302: {
                headers: {
                    /** @description The session. */
                    "Set-Cookie"?: string;
                    /** @description Where the browser goes on. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the identity provider. */
            302: {
                headers: {
                    /** @description Where the browser goes on. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The identity provider does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "simulation.look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The simulated fleet, and what is broken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The simulated fleet does not answer; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "simulation.change": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulatedChangeRequest"];
            };
        };
        responses: {
            /** @description How many devices were changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulatedChange"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The simulated fleet does not answer; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "simulation.list": {
        parameters: {
            query?: {
                /** @description Where the page begins, from the link `next` of the page before. It means nothing outside of this API. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only devices with this status in the fleet. */
                status?: "accepted" | "preauthorized" | "rejected" | "noauth" | "pending";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of simulated devices, by id. */
            200: {
                headers: {
                    /** @description The first page and, while there is one, the next (RFC 8288). */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulatedDevicePage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The simulated fleet does not answer; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "simulation.add": {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat with the same key within 24 hours gets the first answer and takes no effect of its own. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulatedDevicesRequest"];
            };
        };
        responses: {
            /** @description They are in the fleet manager, and pending. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulatedDevices"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The same request is at work */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid; The Idempotency-Key belongs to another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The simulated fleet does not answer; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "simulation.mendAll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The simulated fleet, and what is broken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The simulated fleet does not answer; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "simulation.break": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fault: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The simulated fleet, and what is broken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The simulated fleet does not answer; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "simulation.mend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fault: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The simulated fleet, and what is broken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this; The request may come from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The simulated fleet does not answer; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "stream.open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. It does not end by itself for a while; whoever comes back sends the last id as Last-Event-ID. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The identity provider does not answer; Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "health.live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "health.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events can be stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment; The database is of another version; This process is about to stop */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "health.up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The start is over. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.take": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sourceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event is stored, readable or not. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookResult"];
                };
            };
            /** @description The signature is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Try again in a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
