/// A slip that a parser stumbles over only lines later.
struct YamlSlip {
    /// From 1.
    let line: Int
    let hint: String

    /// The first such slip up to the line at which the parser stopped; nil when there is none.
    init?(in yaml: String, before end: Int) {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.prefix(end).enumerated() {
            if line.contains("\u{A0}") {
                self.line = index + 1
                hint = "There is a non-breaking space on this line. Write a plain space."
                return
            }
            if index + 2 >= end, StrangeLetters.isCurly(line) {
                self.line = index + 1
                hint = "There are curly quotation marks on this line. Type plain ones (\")."
                return
            }
            if Self.leavesOpen(line) {
                self.line = index + 1
                hint = "A quotation mark (\") opens on this line and does not close on it. Close it."
                return
            }
        }
        return nil
    }

    /// Whether a double quotation mark begins a value that does not end on its line; in comments and plain words they mean
    /// nothing.
    private static func leavesOpen(_ line: Substring) -> Bool {
        var (isOpen, isEscaped): (Bool, Bool) = (false, false)
        var before: Character = " "
        for letter in line {
            if isOpen {
                if isEscaped {
                    isEscaped = false
                } else if letter == "\\" {
                    isEscaped = true
                } else if letter == "\"" {
                    isOpen = false
                }
            } else if letter == "#", before == " " {
                return false
            } else if letter == "\"", " ,[{:-".contains(before) {
                isOpen = true
            }
            before = letter
        }
        return isOpen
    }
}
