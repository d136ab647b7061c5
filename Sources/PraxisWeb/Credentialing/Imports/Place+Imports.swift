import Credentialing
import HTML
import PraxisCore

extension Place {
    /// Files of staff.
    static func staffImports(_ scope: Scope) -> Place { Place(scope, "staff", "imports") }

    static func staffImport(
        _ scope: Scope, _ id: StaffImport.ID, _ outcome: StaffPreview.Outcome? = nil
    ) -> Place {
        Place(path: URLPath(scope.description, "staff", "imports", id.description).query("outcome", outcome?.rawValue))
    }

    static func staffConfirmation(_ scope: Scope, _ id: StaffImport.ID) -> Place {
        Place(scope, "staff", "imports", id.description, "confirmation")
    }

    static func staffDiscard(_ scope: Scope, _ id: StaffImport.ID) -> Place {
        Place(scope, "staff", "imports", id.description, "discard")
    }

    /// What came in.
    static func importBatches(_ scope: Scope) -> Place { Place(scope, "imports") }

    static func importBatch(_ scope: Scope, _ id: ImportBatch.ID) -> Place { Place(scope, "imports", id.description) }

    static func importUndo(_ scope: Scope, _ id: ImportBatch.ID) -> Place {
        Place(scope, "imports", id.description, "undo")
    }
}
