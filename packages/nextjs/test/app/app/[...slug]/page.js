export default function Page() {
  return <pre>catch-all</pre>;
}
