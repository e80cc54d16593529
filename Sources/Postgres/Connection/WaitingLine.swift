/// First come, first served.
struct WaitingLine<Element: AnyObject> {
    private var elements: [Element?] = []
    private var head = 0
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    var first: Element? {
        mutating get {
            skipGaps()
            return head < elements.count ? elements[head] : nil
        }
    }

    mutating func append(_ element: Element) {
        elements.append(element)
        count += 1
    }

    /// Puts an element that had its turn already back to the front.
    mutating func prepend(_ element: Element) {
        if head > 0 {
            head -= 1
            elements[head] = element
        } else {
            elements.insert(element, at: 0)
        }
        count += 1
    }

    mutating func removeFirst() -> Element? {
        guard let element = first else { return nil }
        elements[head] = nil
        head += 1
        count -= 1
        return element
    }

    /// False when the element is not in the line.
    mutating func remove(_ element: Element) -> Bool {
        guard let index = elements.lastIndex(where: { $0 === element }) else { return false }
        elements[index] = nil
        count -= 1
        return true
    }

    private mutating func skipGaps() {
        while head < elements.count, elements[head] == nil { head += 1 }
        if head == elements.count {
            elements.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 256, head * 2 > elements.count {
            elements.removeFirst(head)
            head = 0
        }
    }
}
