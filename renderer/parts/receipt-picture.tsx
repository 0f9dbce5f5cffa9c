/** Paper comes out of the printer; the words beside it say the same. */
export function ReceiptPicture() {
  return (
    <svg className="picture" viewBox="0 0 560 470" aria-hidden="true">
      <rect className="reader-shadow" x="60" y="46" width="440" height="190" rx="34" />
      <rect className="reader-body" x="60" y="30" width="440" height="190" rx="34" />
      <rect className="reader-pad" x="120" y="150" width="320" height="22" rx="11" />

      <path
        className="letter-body"
        d="M150 162H410V452L384 434 358 452 332 434 306 452 280 434 254 452 228 434 202 452 176 434 150 452Z"
      />
      <rect className="letter-line" x="184" y="206" width="130" height="18" rx="9" />
      <rect className="letter-line" x="184" y="250" width="192" height="12" rx="6" />
      <rect className="letter-line" x="184" y="282" width="164" height="12" rx="6" />
      <rect className="letter-line" x="184" y="314" width="192" height="12" rx="6" />
      <path className="receipt-check" d="M250 372 272 394 314 350" />
    </svg>
  );
}
