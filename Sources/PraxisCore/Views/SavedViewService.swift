import Postgres

/// Views of lists: keeping a filter under a name, beginning with one, giving it up.
package struct SavedViewService: Sendable {
    private let database: Database

    package init(_ database: Database) { self.database = database }

    /// The views that the caller is shown in the scope, of one list or of all.
    package func views(of screen: String?, as caller: Caller) async throws -> [SavedView] {
        try await self.database.read(as: caller, SavedViewStore.views(of: screen, in: caller.scope))
    }

    /// With whom the caller may share a view of the scope.
    package func sharing(as caller: Caller) async throws -> ViewSharing? {
        try await self.database.read(as: caller, SavedViewStore.sharing(in: caller.scope)).first
    }

    /// Keeps a view. One for a clinic belongs to the clinic of the scope.
    ///
    /// - Throws: `FieldErrors` for a name that the caller's views of this list have already.
    package func save(_ view: NewView, as caller: Caller) async throws -> SavedView.ID {
        do {
            return try await self.database.write(as: caller) { transaction in
                let id = SavedView.ID.make()
                try await transaction.run(SavedViewStore.add(id, view, in: caller.scope))
                if view.isFirst { try await transaction.run(SavedViewStore.begin(with: id, on: view.screen)) }
                try await transaction.run(
                    AuditEvent(
                        "practice.view.save", "saved_view", id.uuid,
                        after: try JSONText(["screen": view.screen, "audience": view.audience.rawValue])
                    ).append)
                return id
            }
        } catch let error as PostgresError where error.sqlState == .uniqueViolation {
            throw FieldErrors("name", "You have a view of this name already")
        }
    }

    /// Gives a view up, for everybody who was shown it.
    ///
    /// - Returns: the view; `nil` where it is not the caller's to give up.
    package func remove(_ id: SavedView.ID, as caller: Caller) async throws -> Bool {
        try await self.write(id, "practice.view.remove", SavedViewStore.remove(id), as: caller)
    }

    /// Makes a view the one with which the caller begins on its list.
    package func begin(with id: SavedView.ID, as caller: Caller) async throws -> Bool {
        try await self.database.write(as: caller) { transaction in
            guard let view = try await transaction.fetch(SavedViewStore.view(id)).first else { return false }
            try await transaction.run(
                SavedViewStore.begin(with: id, on: view.screen),
                AuditEvent("practice.view.choose", "saved_view", id.uuid).append)
            return true
        }
    }

    /// Lets the caller begin with the whole list again.
    package func leave(_ id: SavedView.ID, as caller: Caller) async throws -> Bool {
        try await self.write(id, "practice.view.leave", SavedViewStore.leave(id), as: caller)
    }

    private func write(_ id: SavedView.ID, _ action: String, _ change: SQL, as caller: Caller) async throws -> Bool {
        try await self.database.write(as: caller) { transaction in
            guard try await transaction.execute(change) > 0 else { return false }
            try await transaction.run(AuditEvent(action, "saved_view", id.uuid).append)
            return true
        }
    }
}
