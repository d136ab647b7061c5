import HTTPTypes

extension SpoolFailure: ProblemConvertible {
    var problem: Problem {
        guard self.isFull else { return .defect }
        return Problem(
            HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), "disk_full",
            "The server has no room for this file",
            detail: "Nothing was changed. Tell whoever runs the server that its disk is full.")
    }
}
