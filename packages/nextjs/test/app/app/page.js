export default function Page() {
  return <pre>home</pre>;
}
