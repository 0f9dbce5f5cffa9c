import { encode } from 'uqr';

/** With the quiet zone of four modules that ISO/IEC 18004 asks for. */
export function QrCode({ words, label }: { words: string; label: string }) {
  const { data, size } = encode(words, { ecc: 'M', border: 4 });
  const modules = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="white" />
      <path d={modules.join('')} fill="black" shapeRendering="crispEdges" />
    </svg>
  );
}
