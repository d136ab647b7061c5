package import Credentialing

extension ImportService {
    /// The pages and calls of staff files and past imports.
    package var controllers: [any Controller] {
        [
            StaffImportController(imports: self), StaffImportAPI(imports: self), ImportBatchController(imports: self),
            TaxonomyController(imports: self), PecosController(imports: self),
        ]
    }
}
