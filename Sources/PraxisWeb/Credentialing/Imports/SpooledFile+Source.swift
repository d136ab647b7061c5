import Credentialing

extension SpooledFile {
    /// The file as readers of imports take it; good until the request has its answer.
    var source: ListSource { .file(path: self.path) }
}
