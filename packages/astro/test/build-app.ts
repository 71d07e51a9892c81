export default function buildApp(): void {}
